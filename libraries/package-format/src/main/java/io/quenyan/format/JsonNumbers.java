package io.quenyan.format;

import java.math.BigDecimal;
import java.math.BigInteger;

/// The text of a double as each language writes it: the shortest digits that read back as the same double, laid out in
/// three ways.
final class JsonNumbers {

    private static final BigInteger LEAST_I64 = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST_U64 = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

    private JsonNumbers() {}

    /// `repr(float)`: scientific when the exponent is below -4 or above 15.
    static String python(double value) {
        Digits digits = Digits.of(value);
        if (digits.zero()) {
            return digits.sign() + "0.0";
        }
        int exponent = digits.exponent();
        return exponent < -4 || exponent >= 16 ? digits.scientific(exponent < 0 ? "e-" : "e+", 2) : digits.plain(".0");
    }

    /// `Number.prototype.toString`: scientific below 1e-6 and from 1e21.
    static String javaScript(double value) {
        Digits digits = Digits.of(value);
        if (digits.zero()) {
            return "0";
        }
        int exponent = digits.exponent();
        return exponent < -6 || exponent >= 21 ? digits.scientific(exponent < 0 ? "e-" : "e+", 1) : digits.plain("");
    }

    /// `ryu` as `serde_json` uses it: scientific below 1e-5 and from 1e16.
    static String rust(double value) {
        Digits digits = Digits.of(value);
        if (digits.zero()) {
            return digits.sign() + "0.0";
        }
        int exponent = digits.exponent();
        return exponent < -5 || exponent >= 16 ? digits.scientific(exponent < 0 ? "e-" : "e", 1) : digits.plain(".0");
    }

    /// Whether Rust keeps it as an integer: i64 or u64.
    static boolean fitsRustInteger(BigInteger value) {
        return value.compareTo(LEAST_I64) >= 0 && value.compareTo(MOST_U64) <= 0;
    }

    /// The shortest digits of a double.
    ///
    /// @param sign `-` or nothing
    /// @param text digits without leading or trailing zeros; `0` for zero
    /// @param exponent decimal exponent of the first digit
    private record Digits(String sign, String text, int exponent) {

        static Digits of(double value) {
            String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
            double magnitude = Math.abs(value);
            if (magnitude == 0) {
                return new Digits(sign, "0", 0);
            }
            BigDecimal shortest = shortest(magnitude).stripTrailingZeros();
            String digits = shortest.unscaledValue().toString();
            return new Digits(sign, digits, digits.length() - 1 - shortest.scale());
        }

        /// Java's text has at least two digits; one may be enough (`5e-324`, not `4.9e-324`).
        private static BigDecimal shortest(double magnitude) {
            BigDecimal two = new BigDecimal(Double.toString(magnitude)).stripTrailingZeros();
            if (two.precision() == 2) {
                BigDecimal one = two.round(new java.math.MathContext(1));
                if (one.doubleValue() == magnitude) {
                    return one;
                }
            }
            return two;
        }

        boolean zero() {
            return text.equals("0");
        }

        String scientific(String mark, int leastExponentDigits) {
            StringBuilder out = new StringBuilder(sign).append(text.charAt(0));
            if (text.length() > 1) {
                out.append('.').append(text, 1, text.length());
            }
            String power = Integer.toString(Math.abs(exponent));
            return out.append(mark)
                    .append("0".repeat(Math.max(0, leastExponentDigits - power.length())))
                    .append(power)
                    .toString();
        }

        /// @param whole what follows a number without a fraction
        String plain(String whole) {
            if (exponent < 0) {
                return sign + "0." + "0".repeat(-exponent - 1) + text;
            }
            int point = exponent + 1;
            if (text.length() <= point) {
                return sign + text + "0".repeat(point - text.length()) + whole;
            }
            return sign + text.substring(0, point) + "." + text.substring(point);
        }
    }
}
