package org.cotangent.processor.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Markdown page.
 *
 * @param path where it lies
 * @param title its first heading
 * @param blocks the fenced blocks, in order
 */
public record Page(Path path, String title, List<Block> blocks) {
  private static final Pattern FENCE =
      Pattern.compile("(?m)^```([^\\n`]*)\\n(.*?)^```$", Pattern.DOTALL);

  /**
   * A fenced block.
   *
   * @param info what stands behind the opening fence
   * @param text what stands between the fences, its lines ended by a line feed
   */
  public record Block(String info, String text) {}

  /** Reads a page. */
  public static Page read(Path path) throws IOException {
    String text = Files.readString(path).replace("\r\n", "\n");
    String title = text.lines().findFirst().orElse("").replaceFirst("^# ", "");
    List<Block> blocks = new ArrayList<>();
    Matcher fence = FENCE.matcher(text);
    while (fence.find()) {
      blocks.add(new Block(fence.group(1), fence.group(2)));
    }
    return new Page(path, title, blocks);
  }

  /** The blocks whose information begins with this. */
  public List<Block> blocks(String kind) {
    return blocks.stream().filter(block -> block.info().startsWith(kind)).toList();
  }

  /** Writes the page anew, with another text in a block. */
  public void replace(Block block, String text) throws IOException {
    String old = fenced(block.info(), block.text());
    Files.writeString(path, Files.readString(path).replace(old, fenced(block.info(), text)));
  }

  private static String fenced(String info, String text) {
    return "```" + info + "\n" + text + "```\n";
  }
}
