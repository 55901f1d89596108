package org.cotangent.benchmarks.matrices;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import java.util.ArrayList;
import java.util.List;

/** PyTorch on the CPU, through the Deep Java Library. */
public final class PyTorchPeer implements Peer {
  private final Engine engine = Engine.getEngine("PyTorch");

  @Override
  public String name() {
    return "PyTorch " + engine.getVersion() + " through DJL";
  }

  @Override
  public Net net(int[] sizes, float[][] weights, float[] x, int[] labels) {
    return new PyTorchNet(engine, sizes, weights, x, labels);
  }

  private static final class PyTorchNet implements Net {
    private final Engine engine;
    private final NDManager manager;
    private final List<NDArray> weights = new ArrayList<>();
    private final List<NDArray> biases = new ArrayList<>();
    private final NDArray x;
    private final NDArray labels;
    private final SoftmaxCrossEntropyLoss loss = Loss.softmaxCrossEntropyLoss();

    private PyTorchNet(Engine engine, int[] sizes, float[][] weights, float[] x, int[] labels) {
      this.engine = engine;
      manager = engine.newBaseManager(Device.cpu());
      for (int i = 0; i + 1 < sizes.length; i++) {
        // as PyTorch keeps them: outputs x inputs
        try (NDArray byInputs = manager.create(weights[i], new Shape(sizes[i], sizes[i + 1]))) {
          NDArray weight = byInputs.transpose().duplicate();
          weight.setRequiresGradient(true);
          this.weights.add(weight);
        }
        NDArray bias = manager.zeros(new Shape(sizes[i + 1]));
        bias.setRequiresGradient(true);
        biases.add(bias);
      }
      this.x = manager.create(x, new Shape(labels.length, sizes[0]));
      this.labels = manager.create(labels);
    }

    @Override
    public double step(double rate) {
      double value;
      try (NDManager step = manager.newSubManager()) {
        try (GradientCollector collector = engine.newGradientCollector()) {
          NDArray values = x.duplicate();
          values.attach(step);
          for (int i = 0; i < weights.size(); i++) {
            if (i > 0) {
              values = Activation.relu(values);
            }
            values = Linear.linear(values, weights.get(i), biases.get(i)).singletonOrThrow();
          }
          NDArray mean = loss.evaluate(new NDList(labels), new NDList(values));
          collector.backward(mean);
          value = mean.getFloat();
        }
        for (int i = 0; i < weights.size(); i++) {
          update(step, weights.get(i), rate);
          update(step, biases.get(i), rate);
        }
      }
      return value;
    }

    private static void update(NDManager step, NDArray parameter, double rate) {
      try (NDArray gradient = parameter.getGradient()) {
        gradient.attach(step);
        parameter.subi(gradient.mul(rate));
        // the next backward sweep adds to it; DJL's own trainer clears gradients like this, too
        gradient.subi(gradient);
      }
    }

    @Override
    public void close() {
      manager.close();
    }
  }
}
