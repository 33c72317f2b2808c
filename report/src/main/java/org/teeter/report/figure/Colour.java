package org.teeter.report.figure;

import java.util.Locale;

/**
 * A colour of the sRGB space, and how much of it covers what is below.
 *
 * @param red from 0 to 255, as are the others
 * @param opacity in (0, 1]
 */
public record Colour(int red, int green, int blue, double opacity) {
    /** Frames and text. */
    static final Colour INK = of(0x1A1A1A);

    static final Colour PAPER = of(0xFFFFFF);
    static final Colour GREY = of(0x8A8A8A);

    public Colour {
        if ((red | green | blue) >>> 8 != 0) {
            throw new IllegalArgumentException(
                    "red, green and blue must be from 0 to 255, got " + red + ", " + green + ", " + blue);
        }
        if (!(0 < opacity && opacity <= 1)) {
            throw new IllegalArgumentException("opacity must be in (0, 1], got " + opacity);
        }
    }

    /** An opaque colour, written as {@code 0xRRGGBB}. */
    public static Colour of(int rgb) {
        return new Colour(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF, 1);
    }

    Colour withOpacity(double part) {
        return new Colour(red, green, blue, part);
    }

    /** Between this colour (part 0) and another (part 1). */
    Colour mix(Colour other, double part) {
        return new Colour(
                between(red, other.red, part), between(green, other.green, part), between(blue, other.blue, part), 1);
    }

    private static int between(int from, int to, double part) {
        return (int) Math.round(from + part * (to - from));
    }

    /** CIE 1976 lightness L*, from 0 (black) to 100 (white): what is left of the colour in a grey print. */
    double lightness() {
        double y = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
        return y > 216.0 / 24389 ? 116 * Math.cbrt(y) - 16 : y * 24389 / 27;
    }

    /** Intensity of a channel (IEC 61966-2-1). */
    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    /** As {@code #rrggbb}. */
    String hex() {
        return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
    }
}
