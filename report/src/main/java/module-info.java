/** The results of an audit as documents, as a page and as print figures. */
@org.jspecify.annotations.NullMarked
module org.teeter.report {
    requires static transitive org.jspecify;
    requires transitive org.teeter.core;
    requires transitive org.teeter.tabular;
    requires transitive tools.jackson.databind;
    requires transitive java.desktop;
    requires org.apache.fontbox;
    requires org.apache.pdfbox;
    requires org.apache.pdfbox.io;

    exports org.teeter.report.document;
    exports org.teeter.report.figure;
    exports org.teeter.report.page;
}
