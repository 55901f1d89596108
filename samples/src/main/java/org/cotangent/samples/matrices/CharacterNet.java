package org.cotangent.samples.matrices;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.cotangent.Differentiable;
import org.cotangent.NonDifferentiable;
import org.cotangent.runtime.Matrix;
import org.cotangent.runtime.Scope;
import org.cotangent.samples.command.GeneratedSource;
import org.cotangent.samples.command.Launcher;
import org.cotangent.samples.command.Options;
import org.cotangent.samples.command.Progress;
import org.cotangent.samples.picture.LossChart;

/**
 * A recurrent net that reads a text character by character and learns to say which one comes next.
 * The recurrence is a loop of Java in which the hidden state, a matrix with a row for each of
 * several pieces of text, is assigned anew.
 */
@SuppressWarnings("try") // javac wants a scope to be mentioned; here it is enough that it is open
public final class CharacterNet implements MatrixSample {
  /** How few bits a character the text has to cost in the end. */
  static final double TARGET = 0.5;

  private static final String TEXT = "alice.txt";
  private static final int EMBEDDING = 16;
  private static final int HIDDEN = 96;
  private static final int BATCH = 16;
  private static final int LENGTH = 40;
  private static final double FIRST_RATE = 0.02;
  private static final int WRITTEN = 90;

  /**
   * What is trained.
   *
   * @param embedding characters x 16: a row stands for a character
   * @param input 16 x 96
   * @param recurrent 96 x 96
   * @param bias 1 x 96
   * @param output 96 x characters
   * @param outputBias 1 x characters
   */
  record Net(
      Matrix embedding,
      Matrix input,
      Matrix recurrent,
      Matrix bias,
      Matrix output,
      Matrix outputBias) {
    /** A net that has learnt nothing. */
    static Net untrained(int characters, Random random) {
      return new Net(
          Weights.random(characters, EMBEDDING, 0.3, random),
          Weights.random(EMBEDDING, HIDDEN, Math.sqrt(1.0 / EMBEDDING), random),
          Weights.random(HIDDEN, HIDDEN, Math.sqrt(1.0 / HIDDEN), random),
          Weights.bias(HIDDEN),
          Weights.random(HIDDEN, characters, Math.sqrt(1.0 / HIDDEN), random),
          Weights.bias(characters));
    }

    Matrix[] matrices() {
      return new Matrix[] {embedding, input, recurrent, bias, output, outputBias};
    }
  }

  /**
   * How badly the net guesses the next characters of pieces of text.
   *
   * @param text {@code int[length][pieces]}: in row t the characters at t, one of each piece; two
   *     rows or more
   * @return the mean cross-entropy, in nats a character
   */
  @Differentiable(wrt = "net")
  static double loss(Net net, int[][] text) {
    Matrix hidden = silence(net.recurrent(), text[0].length);
    double sum = 0;
    for (int t = 0; t < text.length - 1; t++) {
      hidden = read(net, hidden, text[t]);
      sum += scores(net, hidden).softmaxCrossEntropy(text[t + 1]);
    }
    return sum / (text.length - 1);
  }

  /** The hidden state before the first character, n x 96. */
  @NonDifferentiable
  static Matrix silence(Matrix recurrent, int n) {
    return Matrix.zeros(n, recurrent.rows(), recurrent.precision());
  }

  /**
   * The hidden state after one more character.
   *
   * @param hidden the state before, n x 96
   * @param characters n of them
   * @return n x 96
   */
  static Matrix read(Net net, Matrix hidden, int[] characters) {
    Matrix seen = net.embedding().lookup(characters).times(net.input());
    return hidden.affine(net.recurrent(), net.bias()).plus(seen).tanh();
  }

  /** How well each character fits as the next one, n x characters. */
  static Matrix scores(Net net, Matrix hidden) {
    return hidden.affine(net.output(), net.outputBias());
  }

  /**
   * Takes one step of training.
   *
   * @param text the numbers of the text's characters, more than 41
   * @param random draws pieces of the text
   * @return the loss before the step
   */
  static double step(Net net, Adam adam, double rate, int[] text, Random random) {
    try (Scope scope = Scope.open()) {
      int[][] pieces = pieces(text, random);
      var gradient = CharacterNetDerivatives.lossGradient(net, pieces);
      adam.step(rate, gradient.net().matrices());
      return gradient.value();
    }
  }

  private static int[][] pieces(int[] text, Random random) {
    int[] starts = random.ints(BATCH, 0, text.length - LENGTH).toArray();
    int[][] pieces = new int[LENGTH + 1][BATCH];
    for (int t = 0; t <= LENGTH; t++) {
      for (int i = 0; i < BATCH; i++) {
        pieces[t][i] = text[starts[i] + t];
      }
    }
    return pieces;
  }

  /** What a whole text costs, in bits a character. */
  static double bits(Net net, int[] text) {
    int[][] onePiece = new int[text.length][1];
    for (int t = 0; t < text.length; t++) {
      onePiece[t][0] = text[t];
    }
    try (Scope scope = Scope.open()) {
      return loss(net, onePiece) / Math.log(2);
    }
  }

  /**
   * Lets the net write: each character is drawn, with a chance that goes with the square of its
   * probability.
   *
   * @param start what the text starts with, one character at least
   * @return the text with its start, of the length that is wanted
   */
  static String write(Net net, Alphabet alphabet, String start, int length, Random random) {
    StringBuilder text = new StringBuilder(start);
    try (Scope scope = Scope.open()) {
      Matrix hidden = silence(net.recurrent(), 1);
      int read = 0;
      while (text.length() < length) {
        for (; read < text.length(); read++) {
          hidden = read(net, hidden, alphabet.encode(text.substring(read, read + 1)));
        }
        double[] chances = scores(net, hidden).scale(2).softmax().toDoubles();
        text.append(alphabet.character(draw(chances, random)));
      }
    }
    return text.toString();
  }

  private static int draw(double[] chances, Random random) {
    double rest = random.nextDouble();
    int drawn = 0;
    while (drawn < chances.length - 1 && rest >= chances[drawn]) {
      rest -= chances[drawn++];
    }
    return drawn;
  }

  /** The text that comes with the sample. */
  static String text() throws IOException {
    try (InputStream in = CharacterNet.class.getResourceAsStream(TEXT)) {
      if (in == null) {
        throw new IOException(TEXT + ": not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  /**
   * Runs the sample and ends the virtual machine: 0 if the text costs 0.5 bits a character or less
   * in the end, 1 if not or a file cannot be read or written, 2 if the command line is wrong or the
   * device it demands is not there.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Launcher.main(new CharacterNet(), arguments);
  }

  @Override
  public About about() {
    return new About(
        "characters",
        "Trains a recurrent net to say which character of a text comes next.",
        80,
        List.of("characters-loss.svg"));
  }

  @Override
  public boolean run(Options options, Progress progress) throws IOException {
    String text = text();
    Alphabet alphabet = Alphabet.of(text);
    int[] numbers = alphabet.encode(text);
    Random random = new Random(options.seed());
    Net net = Net.untrained(alphabet.size(), random);
    Adam adam = new Adam(net.matrices());
    Report report = new Report("recurrent net " + HIDDEN, options.epochs(), progress);
    int steps = (numbers.length + BATCH * LENGTH - 1) / (BATCH * LENGTH);
    double[] losses = new double[options.epochs()];
    for (int epoch = 0; epoch < losses.length; epoch++) {
      double rate = FIRST_RATE * (losses.length - epoch) / losses.length;
      for (int i = 0; i < steps; i++) {
        losses[epoch] += step(net, adam, rate, numbers, random) / Math.log(2) / steps;
      }
      if (report.epochDone(epoch + 1, losses[epoch], "bits a character")) {
        String written = write(net, alphabet, "Alice ", WRITTEN, random);
        progress.staying("    " + written.replace('\n', ' '));
      }
    }

    double bits = bits(net, numbers);
    Path chart = options.out().resolve("characters-loss.svg");
    LossChart.Curve curve = new LossChart.Curve(report.model(), losses);
    Files.writeString(chart, LossChart.draw("bits a character", List.of(curve)));
    boolean reached = report.atMost("bits a character of the whole text", bits, TARGET);
    report.device(net.matrices());
    progress.staying("loss by epoch     " + chart);
    progress.staying("generated source  " + GeneratedSource.of(CharacterNet.class));
    return reached;
  }
}
