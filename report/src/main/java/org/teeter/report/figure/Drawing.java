package org.teeter.report.figure;

/** A picture before it has a format. */
public interface Drawing {

    /** In points, 72 to an inch. */
    double width();

    /** In points. */
    double height();

    /** What it is, in a line; for the file's metadata and for people who do not see it. */
    String title();

    /** What it shows, in sentences: the caption, kept in the file's metadata, since journals set captions themselves. */
    String caption();

    /** Draws it. */
    void draw(Canvas canvas);
}
