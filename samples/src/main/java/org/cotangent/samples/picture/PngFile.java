package org.cotangent.samples.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes pictures as PNG files. */
public final class PngFile {
  private PngFile() {}

  /**
   * Writes a picture.
   *
   * @param image the picture
   * @param file where to; overwritten
   * @throws IOException if it cannot be written
   */
  public static void write(BufferedImage image, Path file) throws IOException {
    if (!ImageIO.write(image, "png", file.toFile())) {
      throw new IOException(file + ": this Java cannot write PNG files");
    }
  }
}
