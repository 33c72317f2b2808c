package org.teeter.report.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** Pixels, by the JDK's own rasteriser. Letters are filled outlines, so that the JDK never looks for a font. */
final class ImageCanvas implements Canvas {
    /** Pixels to an inch, which journals ask for pictures that mix lines and areas. */
    static final int RESOLUTION = 600;

    private static final double POINTS_PER_INCH = 72;

    private final Graphics2D graphics;

    private ImageCanvas(Graphics2D graphics) {
        this.graphics = graphics;
    }

    /** The drawing at a number of pixels to an inch. */
    static BufferedImage image(Drawing drawing, int resolution) {
        double scale = resolution / POINTS_PER_INCH;
        int width = (int) Math.ceil(scale * drawing.width() - 1e-6);
        int height = (int) Math.ceil(scale * drawing.height() - 1e-6);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, width, height);
            graphics.scale(scale, scale);
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            drawing.draw(new ImageCanvas(graphics));
        } finally {
            graphics.dispose();
        }
        return image;
    }

    static void write(Drawing drawing, OutputStream out) throws IOException {
        BufferedImage image = image(drawing, RESOLUTION);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            IIOMetadata metadata =
                    writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
            IIOMetadataNode size = new IIOMetadataNode("pHYs");
            String perMetre = Long.toString(Math.round(RESOLUTION / 0.0254));
            size.setAttribute("pixelsPerUnitXAxis", perMetre);
            size.setAttribute("pixelsPerUnitYAxis", perMetre);
            size.setAttribute("unitSpecifier", "meter");
            IIOMetadataNode root = new IIOMetadataNode("javax_imageio_png_1.0");
            root.appendChild(size);
            metadata.mergeTree("javax_imageio_png_1.0", root);
            writer.setOutput(stream);
            writer.write(new IIOImage(image, null, metadata));
        } finally {
            writer.dispose();
        }
    }

    @Override
    public void fill(Path2D path, Colour colour) {
        Path2D evenOdd = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        evenOdd.append(path, false);
        graphics.setColor(colour(colour));
        graphics.fill(evenOdd);
    }

    @Override
    public void stroke(Path2D path, Pen pen) {
        float[] dashes = new float[pen.dashes().size()];
        for (int k = 0; k < dashes.length; k++) {
            dashes[k] = pen.dashes().get(k).floatValue();
        }
        graphics.setColor(colour(pen.colour()));
        graphics.setStroke(new BasicStroke(
                (float) pen.width(),
                BasicStroke.CAP_BUTT,
                BasicStroke.JOIN_ROUND,
                10,
                dashes.length == 0 ? null : dashes,
                0));
        graphics.draw(path);
    }

    private static Color colour(Colour colour) {
        return new Color(colour.red(), colour.green(), colour.blue(), (int) Math.round(255 * colour.opacity()));
    }

    @Override
    public void text(String text, AffineTransform place, Colour colour) {
        graphics.setColor(colour(colour));
        graphics.fill(place.createTransformedShape(Typeface.sans().outline(text)));
    }

    @Override
    public void inside(Rectangle2D window, Runnable drawing) {
        Shape before = graphics.getClip();
        graphics.clip(window);
        drawing.run();
        graphics.setClip(before);
    }
}
