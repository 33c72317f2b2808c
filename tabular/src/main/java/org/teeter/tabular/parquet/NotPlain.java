package org.teeter.tabular.parquet;

/** A file that is read otherwise: it has what plain files have not, or it is damaged, and then whoever else reads it says so. */
public final class NotPlain extends Exception {
    private static final long serialVersionUID = 1;

    /** @param what is not plain */
    public NotPlain(String what) {
        super(what, null, false, false); // a way of reading that was tried, of which nobody looks for the place
    }
}
