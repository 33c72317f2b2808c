package org.teeter.report.figure;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The files that a drawing can become. The same drawing gives the same bytes, on one version of the JDK. */
public enum PictureFormat {
    /** Paths and outlined text, for pages on a screen and for vector editors. */
    SVG {
        @Override
        public void write(Drawing drawing, OutputStream out) throws IOException {
            out.write(svg(drawing).getBytes(StandardCharsets.UTF_8));
        }
    },
    /** Paths and text in an embedded font, for LaTeX and for journals. */
    PDF {
        @Override
        public void write(Drawing drawing, OutputStream out) throws IOException {
            PdfCanvas.write(drawing, out);
        }
    },
    /** Pixels, 600 to an inch. */
    PNG {
        @Override
        public void write(Drawing drawing, OutputStream out) throws IOException {
            ImageCanvas.write(drawing, out);
        }
    };

    /** A drawing as the text of an SVG document. */
    public static String svg(Drawing drawing) {
        return SvgCanvas.document(drawing);
    }

    /** Writes the drawing. */
    public abstract void write(Drawing drawing, OutputStream out) throws IOException;

    /** How names of its files end, without the dot. */
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Writes the drawing to a file. */
    public void write(Drawing drawing, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            write(drawing, out);
        }
    }
}
