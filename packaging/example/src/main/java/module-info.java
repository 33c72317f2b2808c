/** A program that uses Teeter's library. */
module org.example.leaders {
    requires org.teeter.core;
}
