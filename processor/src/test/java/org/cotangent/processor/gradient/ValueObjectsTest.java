package org.cotangent.processor.gradient;

import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;

/** Small objects that are made and used inside of differentiated methods. */
class ValueObjectsTest {
  private static final String VEC3 =
      """
        record Vec3(double x, double y, double z) {
          static final double UNIT = 1;

          Vec3 plus(Vec3 o) {
            return new Vec3(x + o.x, y + o.y(), this.z + o.z());
          }

          Vec3 times(double k) {
            return new Vec3(k * x, k * y, k * z);
          }

          double dot(Vec3 o) {
            return x * o.x + y * o.y + z * o.z;
          }

          Vec3 cross(Vec3 o) {
            return new Vec3(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
          }

          double norm() {
            return Math.sqrt(dot(this));
          }

          Vec3 unit() {
            double n = norm();
            if (n == 0) {
              return this;
            }
            return times(UNIT / n);
          }
        }
      """;

  private static final String COMPLEX =
      """
        static final class Complex {
          static final Complex ZERO = new Complex(0);
          final double re;
          final double im;

          Complex(double re, double im) {
            this.re = re;
            this.im = im;
          }

          Complex(double re) {
            this(re, 0);
          }

          Complex times(Complex o) {
            return new Complex(re * o.re - im * o.im, re * o.im + im * o.re);
          }

          Complex plus(Complex o) {
            return new Complex(re + o.re, im + o.im);
          }

          double abs2() {
            return re * re + im * im;
          }

          static Complex polar(double r, double phi) {
            double c = r * Math.cos(phi);
            return new Complex(c, r * Math.sin(phi));
          }
        }
      """;

  private static Check model(String... parts) {
    return Check.of(
        "import org.cotangent.*;\nfinal class Model {\n" + String.join("\n", parts) + "\n}\n");
  }

  @Test
  void vectorsThatAreMadeAndAskedOnce() {
    model(
            VEC3,
            """
              @Differentiable
              static double f(double a, double b, double c) {
                Vec3 u = new Vec3(a, b, 2);
                Vec3 v = new Vec3(c, 1, a * b);
                return u.dot(v) + u.cross(v).norm() * u.plus(v).z();
              }
            """)
        .atRandom(20, 0.0, 0.0, 0.0);
  }

  @Test
  void anIterationThatReplacesItsState() {
    Check check =
        model(
            COMPLEX,
            """
              @Differentiable
              static double mandelbrot(double a, double b, int n) {
                Complex c = new Complex(a, b);
                Complex z = Complex.ZERO;
                for (int i = 0; i < n; i++) {
                  z = z.times(z).plus(c);
                  if (z.abs2() > 4) {
                    break;
                  }
                }
                return z.abs2();
              }
            """);
    for (int n : new int[] {0, 1, 2, 7}) {
      check.atRandom(10, 0.0, 0.0, n);
    }
  }

  @Test
  void aBodyThatFallsForSomeSteps() {
    Check check =
        model(
            VEC3,
            """
              record Body(Vec3 position, Vec3 velocity, double mass, int steps) {
                Body step(double h, double k) {
                  Vec3 force = position.times(-k);
                  Vec3 v = velocity.plus(force.times(h / mass));
                  return new Body(position.plus(v.times(h)), v, mass, steps + 1);
                }
              }

              @Differentiable
              static double f(double x, double v, double k, double m, int n) {
                Body body = new Body(new Vec3(x, 0, 1), new Vec3(v, 1, 2), 2 + m, 0);
                for (int i = 0; i < n; i++) {
                  body = body.step(0.1, k);
                }
                return body.position.dot(body.velocity()) * (1 + body.steps()) + body.mass;
              }
            """);
    for (int n : new int[] {0, 1, 2, 5}) {
      check.atRandom(10, 0.0, 0.0, 0.0, 0.0, n);
    }
  }

  @Test
  void rotationByAQuaternion() {
    model(
            VEC3,
            """
              record Quaternion(double w, Vec3 v) {
                Quaternion times(Quaternion q) {
                  return new Quaternion(
                      w * q.w - v.dot(q.v), q.v.times(w).plus(v.times(q.w)).plus(v.cross(q.v)));
                }

                Quaternion conjugate() {
                  return new Quaternion(w, v.times(-1));
                }

                static Quaternion about(Vec3 axis, double angle) {
                  return new Quaternion(Math.cos(angle / 2), axis.unit().times(Math.sin(angle / 2)));
                }
              }

              @Differentiable
              static double f(double angle, double ax, double ay, double x, double y) {
                Quaternion q = Quaternion.about(new Vec3(ax, ay, 1), angle);
                Quaternion p = new Quaternion(0, new Vec3(x, y, 3));
                Vec3 turned = q.times(p).times(q.conjugate()).v();
                return turned.x + 2 * turned.y - turned.z;
              }
            """)
        .atRandom(20, 0.0, 0.0, 0.0, 0.0, 0.0);
  }

  @Test
  void variablesThatAreSwappedAndRotated() {
    Check check =
        model(
            COMPLEX,
            """
              @Differentiable
              static double f(double a, double b, double c, int n) {
                Complex p = new Complex(a, b);
                Complex q = new Complex(b * c, a);
                Complex r = Complex.polar(1 + c, a);
                for (int i = 0; i < n; i++) {
                  Complex t = p;
                  p = q;
                  q = r;
                  r = t.times(p);
                }
                return p.re + 2 * p.im + 3 * q.re + 4 * q.im + 5 * r.re + 6 * r.im;
              }
            """);
    for (int n : new int[] {0, 1, 2, 3, 4}) {
      check.atRandom(8, 0.0, 0.0, 0.0, n);
    }
  }

  @Test
  void aComponentThatIsReadWhileItsObjectIsReplaced() {
    model(
            """
              record Pair(double a, double b) {
                Pair swapped() {
                  return new Pair(b, a);
                }
              }

              @Differentiable
              static double f(double x, double y) {
                Pair p = new Pair(x, y);
                p = new Pair(p.b, p.a);
                p = new Pair(p.b * p.a, p.a - p.b);
                p = p.swapped();
                p = p;
                p = new Pair(p.a, p.a * p.b);
                return p.a * 3 + p.b;
              }
            """)
        .atRandom(10, 0.0, 0.0);
  }

  @Test
  void choicesBetweenObjects() {
    model(
            VEC3,
            """
              static Vec3 pick(Vec3 a, Vec3 b, boolean first) {
                return first ? a : b;
              }

              @Differentiable
              static double f(double x, double y, boolean c) {
                Vec3 u = new Vec3(x, y, x * y);
                Vec3 v = c ? u : new Vec3(y, x, 1);
                Vec3 w;
                if (x > y) {
                  w = u.cross(v);
                } else {
                  w = pick(v, u, c).plus(u);
                }
                double last = (x * y > 0 ? u : v).dot(x > 0 ? v.plus(w) : w);
                return pick(u.plus(w), c ? v : w, !c).norm() + last;
              }
            """)
        .atRandom(10, 0.0, 0.0, true)
        .atRandom(10, 0.0, 0.0, false);
  }

  @Test
  void methodsThatReturnObjectsFromSeveralPlaces() {
    Check check =
        model(
            VEC3,
            """
              static Vec3 search(Vec3 start, double step, int n) {
                Vec3 at = start;
                if (n == 0) {
                  return at;
                }
                for (int i = 0; i < n; i++) {
                  if (at.norm() > 2) {
                    return at.times(0.5);
                  }
                  for (int j = 0; j < i; j++) {
                    if (j == 2) {
                      return at.plus(start);
                    }
                    at = at.plus(new Vec3(step, j, at.x()));
                  }
                }
                return at.cross(start);
              }

              @Differentiable
              static double f(double x, double y, int n) {
                Vec3 s = new Vec3(x, y, 1);
                return search(s, y, n).norm() + search(search(s, x, 2), 0.5, n).dot(s);
              }
            """);
    for (int n : new int[] {0, 1, 2, 3, 5}) {
      check.atRandom(8, 0.0, 0.0, n);
    }
  }

  @Test
  void argumentsWithSideEffectsAreEvaluatedInOrder() {
    model(
            """
              record Pair(double a, double b) {
                Pair plus(Pair o) {
                  return new Pair(a + 2 * o.a, b - o.b);
                }
              }

              @Differentiable
              static double f(double x, double y) {
                double t = x;
                Pair p = new Pair(t, t = y * t);
                p = p.plus(p = new Pair(p.b, t++));
                p = new Pair(p.a, t).plus(new Pair(t *= 2, p.b));
                return p.a * p.b + t;
              }
            """)
        .atRandom(10, 0.0, 0.0);
  }

  @Test
  void constructorsThatCompute() {
    model(
            """
              record Interval(double low, double high) {
                Interval {
                  if (low > high) {
                    double t = low;
                    low = high;
                    high = t;
                  }
                }

                Interval(double around) {
                  this(around - 1, around * around);
                }

                double width() {
                  return high - low;
                }
              }

              static final class Line {
                private static final double STEP = 0.5;
                private final double slope;
                private final double offset;
                private final double half = STEP;
                private final int sign;

                private Line(double x0, double y0, double x1, double y1) {
                  double dx = x1 - x0;
                  if (dx > 0) {
                    slope = (y1 - y0) / dx;
                    sign = 1;
                  } else {
                    slope = dx * y0;
                    sign = -1;
                  }
                  offset = y0 - slope * x0 + half;
                }

                double at(double x) {
                  return sign * (offset + slope * x) * half;
                }
              }

              @Differentiable
              static double f(double a, double b, double c) {
                Line line = new Line(a, b, c, a * b);
                Interval i = new Interval(line.at(c), b);
                Interval j = new Interval(c);
                return i.width() * line.at(a) + j.width() - i.low();
              }
            """)
        .atRandom(30, 0.0, 0.0, 0.0);
  }

  @Test
  void componentsOfOtherTypes() {
    model(
            """
              record Mixed(float f, double d, int n, long l, boolean on, String name) {
                double total() {
                  return on ? f * d + n / 2 : l * d;
                }
              }

              @Differentiable
              static double f(double x, float y, int n) {
                Mixed m = new Mixed(y, n, n + 1, n, n > 2, "m");
                Mixed k = new Mixed(2, x, 'a', 7, !m.on(), m.name());
                return m.total() * x + k.total() + m.d / 2 + k.n() / 2;
              }
            """)
        .warned("AD402", "AD402")
        .atRandom(10, 0.0, 0.0f, 1)
        .atRandom(10, 0.0, 0.0f, 3);
  }

  @Test
  void arraysInsideOfObjects() {
    Check check =
        model(
            """
              record Layer(double[] w, double b) {
                double apply(double[] x) {
                  double s = b;
                  for (int i = 0; i < x.length; i++) {
                    s += w[i] * x[i];
                  }
                  return s;
                }

                void scale(double k) {
                  for (int i = 0; i < w().length; i++) {
                    w[i] *= k;
                  }
                }
              }

              @Differentiable
              static double f(double[] w, double[] x, double b) {
                Layer layer = new Layer(w.clone(), b);
                Layer other = new Layer(x, b * b);
                double first = layer.apply(x);
                layer.scale(first);
                layer.w()[0] += b;
                return first * layer.apply(x) + other.apply(w) + layer.w.length;
              }
            """);
    check.atRandom(5, new double[1], new double[1], 0.0);
    check.atRandom(5, new double[4], new double[4], 0.0);
  }

  @Test
  void objectsInLoopsOverArrays() {
    Check check =
        model(
            VEC3,
            """
              @Differentiable
              static double energy(double[] q, double[] m) {
                double e = 0;
                for (int i = 0; i < m.length; i++) {
                  Vec3 a = at(q, i);
                  for (int j = 0; j < i; j++) {
                    Vec3 d = a.plus(at(q, j).times(-1));
                    e -= m[i] * m[j] / Math.sqrt(0.1 + d.dot(d));
                  }
                }
                return e;
              }

              private static Vec3 at(double[] q, int i) {
                return new Vec3(q[3 * i], q[3 * i + 1], q[3 * i + 2]);
              }
            """);
    check.at(new double[0], new double[0]);
    check.atRandom(3, new double[3], new double[1]);
    check.atRandom(3, new double[12], new double[4]);
  }

  @Test
  void recursionThatPassesObjects() {
    Check check =
        model(
            COMPLEX,
            """
              static double power(Complex z, int n, double w) {
                return n == 0 ? z.abs2() * w : power(z.times(Complex.polar(w, 0.5)), n - 1, w + z.re);
              }

              @Differentiable
              static double f(double a, double b, int n) {
                return power(new Complex(a, b), n, b);
              }
            """);
    for (int n : new int[] {0, 1, 4}) {
      check.atRandom(5, 0.0, 0.0, n);
    }
  }

  @Test
  void namesThatMeetOthers() {
    model(
            """
              record P(double x, double self) {
                double sum(double selfX) {
                  return x * selfX + this.self;
                }

                P of(P p) {
                  double pX = p.x * 2;
                  P q = new P(pX, x);
                  return q;
                }
              }

              @Differentiable
              static double f(double pX, double x) {
                P p = new P(pX * x, x);
                double pSelf = p.sum(pX);
                P q = p.of(p);
                return pSelf * q.x + q.self() * pX;
              }
            """)
        .atRandom(10, 0.0, 0.0);
  }

  @Test
  void objectsOfFieldsAndDataAreTakenApart() {
    model(
            """
              record Point(double x, double y) {
                Point plus(Point o) {
                  return new Point(x + o.x, y * o.y);
                }
              }

              static final Point ORIGIN = new Point(3, 2);

              static Point shifted(Point p, double by) {
                return p.plus(new Point(by, 1));
              }

              @Differentiable
              static double f(double a) {
                Point p = shifted(ORIGIN, a);
                Point o = ORIGIN;
                return p.x * p.y + o.plus(p).x() * a;
              }
            """)
        .atRandom(5, 0.0);
  }

  @Test
  void singlePrecision() {
    model(
            """
              record F(float a, float b) {
                F times(F o) {
                  return new F(a * o.a - b * o.b, a * o.b + b * o.a);
                }
              }

              @Differentiable
              static float f(float x, float y, int n) {
                F z = new F(x, y);
                for (int i = 0; i < n; i++) {
                  z = z.times(new F(y, i));
                }
                return z.a + z.b;
              }
            """)
        .atRandom(5, 0.0f, 0.0f, 0)
        .atRandom(5, 0.0f, 0.0f, 3);
  }

  @Test
  void lambdasThatUseAndTakeObjects() {
    model(
            VEC3,
            """
              interface Field {
                double at(Vec3 p);
              }

              static double flow(Field field, Vec3 from, double h) {
                Vec3 p = from;
                double s = 0;
                for (int i = 0; i < 3; i++) {
                  s += field.at(p);
                  p = p.plus(new Vec3(h, s, 1));
                }
                return s;
              }

              @Differentiable
              static double f(double x, double y) {
                Vec3 pull = new Vec3(x, y, 1);
                return flow(p -> p.dot(pull) * x, pull.times(y), 0.1);
              }
            """)
        .atRandom(5, 0.0, 0.0);
  }

  @Test
  void constructorsThatCheckTheirArguments() {
    Check check =
        model(
            """
              record Normal(double mean, double sd) {
                Normal {
                  if (!(sd > 0)) {
                    throw new IllegalArgumentException("sd = " + sd);
                  }
                }

                double density(double x) {
                  double z = (x - mean) / sd;
                  return Math.exp(-z * z / 2) / sd;
                }

                Normal shifted(double by) {
                  return new Normal(mean + by, sd * by);
                }
              }

              @Differentiable
              static double f(double m, double s, double x) {
                Normal n = new Normal(m, s);
                return n.density(x) * n.shifted(x).density(m);
              }
            """);
    check.at(0.5, 2.0, 1.5);
    check.throwsAt(IllegalArgumentException.class, 0.5, -2.0, 1.5);
    check.throwsAt(IllegalArgumentException.class, 0.5, 2.0, -1.5);
  }

  @Test
  void switchesAndVariableArguments() {
    Check check =
        model(
            VEC3,
            """
              static Vec3 axis(int n, double... lengths) {
                return switch (n) {
                  case 0 -> new Vec3(lengths[0], 0, 0);
                  case 1 -> {
                    double y = lengths[1] * lengths[0];
                    yield new Vec3(0, y, 1);
                  }
                  default -> new Vec3(lengths.length, 1, lengths[0]);
                };
              }

              @Differentiable
              static double f(double x, double y, int n) {
                Vec3 v = axis(n, x, y);
                switch (n) {
                  case 0:
                    v = v.times(y);
                  case 1:
                    v = v.plus(axis(2, y));
                    break;
                  default:
                    v = v.cross(axis(1, x, x));
                }
                return v.dot(axis(n, y, x));
              }
            """);
    for (int n : new int[] {0, 1, 2}) {
      check.atRandom(5, 0.0, 0.0, n);
    }
  }

  @Test
  void loopsOverArraysOfObjectsThatAreData() {
    model(
            """
              record P(double x, double y) {
                P plus(P o) {
                  return new P(x + o.x, y * o.y);
                }
              }

              static final P[] ALL = {new P(1, 2), new P(3, 4)};

              @Differentiable
              static double f(double x) {
                P s = new P(x, 1 + x);
                for (P p : ALL) {
                  s = s.plus(p).plus(s);
                }
                P last = ALL[1];
                return s.plus(ALL[0]).y * x + last.plus(s).x();
              }
            """)
        .atRandom(5, 0.0);
  }
}
