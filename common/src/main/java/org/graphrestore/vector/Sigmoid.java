package org.graphrestore.vector;

/**
 * The logistic function as .5 + .5 tanh(x / 2), with tanh as a rational function of degree 13 / 6
 * on a clamped argument (the minimax coefficients of Eigen's {@code generic_fast_tanh_float}). It
 * is made of multiplications, fused multiply-adds, one division, minimum and maximum only, all of
 * them exactly rounded, so that scalar and vector code agree to the bit.
 *
 * <p>The absolute error is below 4e-7. Beyond |x| = 15.8 the value is 0 or 1 up to that error.
 */
public final class Sigmoid {
  /** Bound of tanh's argument, beyond which it is ±1 in float. */
  public static final float CLAMP = 7.90531110763549805f;

  /** Coefficients of the numerator, of x^1, x^3 .. x^13. */
  public static final float A1 = 4.89352455891786e-03f;

  public static final float A3 = 6.37261928875436e-04f;
  public static final float A5 = 1.48572235717979e-05f;
  public static final float A7 = 5.12229709037114e-08f;
  public static final float A9 = -8.60467152213735e-11f;
  public static final float A11 = 2.00018790482477e-13f;
  public static final float A13 = -2.76076847742355e-16f;

  /** Coefficients of the denominator, of x^0, x^2 .. x^6. */
  public static final float B0 = 4.89352518554385e-03f;

  public static final float B2 = 2.26843463243900e-03f;
  public static final float B4 = 1.18534705686654e-04f;
  public static final float B6 = 1.19825839466702e-06f;

  private Sigmoid() {}

  /** Returns the logistic function of x; NaN for NaN. */
  public static float of(float x) {
    float h = Math.max(-CLAMP, Math.min(CLAMP, 0.5f * x));
    float s = h * h;
    float p = Math.fma(s, A13, A11);
    p = Math.fma(s, p, A9);
    p = Math.fma(s, p, A7);
    p = Math.fma(s, p, A5);
    p = Math.fma(s, p, A3);
    p = Math.fma(s, p, A1);
    p = p * h;
    float q = Math.fma(s, B6, B4);
    q = Math.fma(s, q, B2);
    q = Math.fma(s, q, B0);
    return Math.fma(0.5f, p / q, 0.5f);
  }
}
