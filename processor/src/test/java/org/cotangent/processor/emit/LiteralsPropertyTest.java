package org.cotangent.processor.emit;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.cotangent.processor.ir.Expr;

final class LiteralsPropertyTest {

  private static String text(Expr literal) {
    return Literals.text((Expr.Literal) literal, Literals.Place.TYPED);
  }

  @Property
  boolean everyDoubleIsReadBackBitForBit(@ForAll long bits) {
    double value = Double.longBitsToDouble(bits);
    return Double.isNaN(value)
        || Double.isInfinite(value)
        || Double.doubleToRawLongBits(Double.parseDouble(text(Trees.literal(value)))) == bits;
  }

  @Property
  boolean everyFloatIsReadBackBitForBit(@ForAll int bits) {
    float value = Float.intBitsToFloat(bits);
    return Float.isNaN(value)
        || Float.isInfinite(value)
        || Float.floatToRawIntBits(Float.parseFloat(text(Trees.literal(value)))) == bits;
  }
}
