package org.teeter.report.figure;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.util.Matrix;

/** PDF: paths as paths, text as text in an embedded part of the font; the same bytes at every run. */
final class PdfCanvas implements Canvas {
    private final PDPageContentStream page;
    private final PDFont font;
    private final AffineTransform upright; // PDF has its origin below

    private PdfCanvas(PDPageContentStream page, PDFont font, double height) {
        this.page = page;
        this.font = font;
        this.upright = new AffineTransform(1, 0, 0, -1, 0, height);
    }

    static void write(Drawing drawing, OutputStream out) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage sheet = new PDPage(new PDRectangle((float) drawing.width(), (float) drawing.height()));
            document.addPage(sheet);
            PDFont font = PDType0Font.load(document, Typeface.sans().file(), true);
            try (PDPageContentStream page = new PDPageContentStream(document, sheet)) {
                drawing.draw(new PdfCanvas(page, font, drawing.height()));
            }
            PDDocumentInformation about = new PDDocumentInformation(); // without a date, for the sake of equal bytes
            about.setTitle(drawing.title());
            about.setSubject(drawing.caption());
            about.setCreator("Teeter");
            document.setDocumentInformation(about);
            document.getDocumentCatalog().setLanguage("en");
            document.setDocumentId(0L); // else the clock makes one
            document.save(out);
        }
    }

    /** What is drawn can fail only as writing to memory can, which no caller expects of a line. */
    private interface Step {
        void run() throws IOException;
    }

    private static void run(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void fill(Path2D path, Colour colour) {
        run(() -> {
            page.saveGraphicsState();
            page.setNonStrokingColor(part(colour.red()), part(colour.green()), part(colour.blue()));
            if (colour.opacity() < 1) {
                PDExtendedGraphicsState state = new PDExtendedGraphicsState();
                state.setNonStrokingAlphaConstant((float) colour.opacity());
                page.setGraphicsStateParameters(state);
            }
            outline(path.getPathIterator(upright));
            page.fillEvenOdd();
            page.restoreGraphicsState();
        });
    }

    @Override
    public void stroke(Path2D path, Pen pen) {
        run(() -> {
            page.saveGraphicsState();
            Colour colour = pen.colour();
            page.setStrokingColor(part(colour.red()), part(colour.green()), part(colour.blue()));
            if (colour.opacity() < 1) {
                PDExtendedGraphicsState state = new PDExtendedGraphicsState();
                state.setStrokingAlphaConstant((float) colour.opacity());
                page.setGraphicsStateParameters(state);
            }
            page.setLineWidth((float) pen.width());
            page.setLineJoinStyle(1);
            float[] dashes = new float[pen.dashes().size()];
            for (int k = 0; k < dashes.length; k++) {
                dashes[k] = pen.dashes().get(k).floatValue();
            }
            page.setLineDashPattern(dashes, 0);
            outline(path.getPathIterator(upright));
            page.stroke();
            page.restoreGraphicsState();
        });
    }

    private static float part(int channel) {
        return channel / 255f;
    }

    @Override
    public void text(String text, AffineTransform place, Colour colour) {
        AffineTransform matrix = new AffineTransform(upright);
        matrix.concatenate(place);
        run(() -> {
            page.beginText();
            page.setNonStrokingColor(part(colour.red()), part(colour.green()), part(colour.blue()));
            page.setFont(font, 1);
            page.setTextMatrix(new Matrix(matrix));
            page.showText(text);
            page.endText();
        });
    }

    @Override
    public void inside(Rectangle2D window, Runnable drawing) {
        run(() -> {
            page.saveGraphicsState();
            outline(window.getPathIterator(upright));
            page.clip();
        });
        drawing.run();
        run(page::restoreGraphicsState);
    }

    private void outline(PathIterator path) throws IOException {
        float[] c = new float[6];
        for (; !path.isDone(); path.next()) {
            switch (path.currentSegment(c)) {
                case PathIterator.SEG_MOVETO -> page.moveTo(c[0], c[1]);
                case PathIterator.SEG_LINETO -> page.lineTo(c[0], c[1]);
                case PathIterator.SEG_CUBICTO -> page.curveTo(c[0], c[1], c[2], c[3], c[4], c[5]);
                case PathIterator.SEG_CLOSE -> page.closePath();
                default -> throw new IllegalArgumentException("a PDF has no quadratic curves; draw cubic ones");
            }
        }
    }
}
