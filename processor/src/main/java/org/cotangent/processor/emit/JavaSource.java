package org.cotangent.processor.emit;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import org.cotangent.processor.ir.Origin;

/**
 * A Java file, ready to write.
 *
 * @param qualifiedName the class in it
 * @param text all of it
 * @param originating the element that it was made from, or null
 * @param origins for each line of the text, the statement of the user that it comes from
 */
public record JavaSource(
    String qualifiedName, String text, Element originating, List<Origin> origins) {
  public JavaSource {
    origins = List.copyOf(origins);
  }

  /** Writes it where the compiler expects generated sources. */
  public void writeTo(Filer filer) throws IOException {
    Element[] origins = originating == null ? new Element[0] : new Element[] {originating};
    try (Writer writer = filer.createSourceFile(qualifiedName, origins).openWriter()) {
      writer.write(text);
    }
  }

  /** The text. */
  @Override
  public String toString() {
    return text;
  }
}
