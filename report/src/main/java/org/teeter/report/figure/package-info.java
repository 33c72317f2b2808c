/**
 * Figures for print: the sensitive regions of the paper's Fig. 1 and Fig. 2 for any link and bound, and line charts.
 *
 * <p>A {@link org.teeter.report.figure.Drawing} is drawn on a {@link org.teeter.report.figure.Canvas} of four verbs, and written by {@link
 * org.teeter.report.figure.PictureFormat} as SVG, PDF or PNG. {@link org.teeter.report.figure.RegionFigure} and {@link
 * org.teeter.report.figure.LineFigure} are the drawings; {@link org.teeter.report.figure.Outline} is where regions become polygons. Depends on
 * {@code org.teeter.link} and {@code org.teeter.sensitivity}, and on PDFBox, which also brings the font.
 */
@org.jspecify.annotations.NullMarked
package org.teeter.report.figure;
