package org.teeter.tabular.bytes;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a database where a file may be named, {@code jdbc:…}, and what of it may be shown. A path holds no {@code //}, so that
 * {@code /./} stands for it there. A file of such a name is {@code ./jdbc:…}.
 */
public final class DatabaseName {
    private static final String SCHEME = "jdbc:";
    private static final String SLASHES = "//";
    private static final String KEPT = "/./";
    private static final Pattern PREFIX = Pattern.compile("jdbc:(?:[\\w+.-]+:)*(?://)?");
    private static final Pattern SETTINGS = Pattern.compile("[?;]");

    private DatabaseName() {}

    /** Whether an input is meant to be a database. */
    public static boolean isMeantBy(Path input) {
        return isMeantBy(input.toString());
    }

    /** Whether a word is meant to be the address of a database. */
    public static boolean isMeantBy(String word) {
        return word.startsWith(SCHEME);
    }

    /** An address as an input. */
    public static Path of(String address) {
        return Path.of(address.replace(SLASHES, KEPT));
    }

    /** The address of an input that {@linkplain #isMeantBy(Path) is} one. */
    public static String address(Path input) {
        return input.toString().replace(KEPT, SLASHES);
    }

    /** An address without all that may be secret: users, passwords and settings; other words as they are. */
    public static String shown(String word) {
        if (!isMeantBy(word)) {
            return word;
        }
        Matcher settings = SETTINGS.matcher(word);
        int end = settings.find() ? settings.start() : word.length();
        Matcher beginning = PREFIX.matcher(word);
        int begin = beginning.lookingAt() ? Math.min(beginning.end(), end) : SCHEME.length();
        String rest = word.substring(begin, end);
        boolean cutInUser = word.indexOf('@', end) >= 0 && rest.indexOf('/') < 0 && rest.indexOf('@') < 0;
        if (cutInUser || rest.indexOf('(') >= 0) { // a password with a ? or ;, or settings in parentheses
            return word.substring(0, begin) + "…";
        }
        return word.substring(0, begin) + rest.substring(rest.lastIndexOf('@') + 1);
    }
}
