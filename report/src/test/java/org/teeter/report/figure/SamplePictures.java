package org.teeter.report.figure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.teeter.link.Cauchit;

/** Writes drawings into {@code target/pictures}, to be looked at: there is no test of whether a picture is good. */
final class SamplePictures {

    private SamplePictures() {}

    public static void main(String[] none) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "pictures"));
        Map<String, Drawing> drawings = Map.of(
                "figure1", Samples.figure1(),
                "figure2", Samples.figure2(),
                "cauchit", RegionFigure.pairs(new Cauchit(), List.of(1.01, 2.0, 10.0, 100.0), FigureWidth.COLUMN),
                "two-peaks", RegionFigure.pairs(new TwoPeaks(), List.of(0.5, 1.01, 2.0, 5.0, 10.0), FigureWidth.PAGE),
                "lines", Samples.lines(FigureWidth.PAGE),
                "lines-column", Samples.lines(FigureWidth.COLUMN));
        for (Map.Entry<String, Drawing> drawing : drawings.entrySet()) {
            for (PictureFormat format : PictureFormat.values()) {
                format.write(drawing.getValue(), folder.resolve(drawing.getKey() + "." + format.extension()));
            }
        }
    }
}
