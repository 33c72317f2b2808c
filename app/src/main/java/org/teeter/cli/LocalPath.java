package org.teeter.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.teeter.tabular.bytes.DatabaseName;

/** Files and folders as they are named on the command line; addresses are none, and what they need is said. */
public final class LocalPath {
    /** What addresses are, for words that may be some. */
    private static final class Address {
        static final Pattern WHOLE = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):/+(.*)", Pattern.DOTALL);
        static final Pattern DATASET = Pattern.compile("datasets/([^/]+/[^/@]+)(?:@[^/]*)?(?:/(.+))?");
        static final Pattern MODEL = Pattern.compile("([^/]+/[^/@]+)(?:@[^/]*)?(?:/(.+))?");
        static final Pattern HUB_PAGE = Pattern.compile("huggingface\\.co/((?:datasets/)?[^/]+/[^/]+)/*(?:tree/.*)?");
    }

    private LocalPath() {}

    /**
     * The file or folder of this name.
     *
     * @throws IllegalArgumentException if it is an address, with how to get what is there, or can be no name of a file
     */
    public static Path of(String word) {
        if (word.isEmpty()) {
            throw new IllegalArgumentException("must name a file or folder, got an empty word");
        }
        if (word.contains(":/")) {
            refuseAddress(word);
        }
        try {
            return DatabaseName.isMeantBy(word) ? DatabaseName.of(word) : Path.of(word);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "must be a name that files can have here, got '" + DatabaseName.shown(word) + "'", e);
        }
    }

    private static void refuseAddress(String word) {
        Matcher address = Address.WHOLE.matcher(word);
        if (address.matches()) {
            String remedy = remedy(address.group(1).toLowerCase(Locale.ROOT), address.group(2), word);
            throw new IllegalArgumentException(
                    "must be a file or folder on this machine, which is all that Teeter reads and writes, got the address "
                            + word + "; " + remedy);
        }
    }

    private static String remedy(String scheme, String rest, String address) {
        Matcher page = Address.HUB_PAGE.matcher(rest);
        return switch (scheme) {
            case "file" -> "write it as a path, such as /" + rest;
            case "hf" -> hub(rest);
            case "http", "https" ->
                page.matches()
                        ? hub(page.group(1))
                        : got("curl -fLO '" + address.replaceFirst("(huggingface\\.co/.*)/blob/", "$1/resolve/") + "'");
            case "s3" -> got("aws s3 cp '" + address + "' .");
            case "gs" -> got("gcloud storage cp '" + address + "' .");
            default -> "get it first, and name the file";
        };
    }

    private static String hub(String rest) {
        Matcher dataset = Address.DATASET.matcher(rest);
        Matcher model = Address.MODEL.matcher(rest);
        if (dataset.matches()) {
            return download("--repo-type dataset " + dataset.group(1), dataset.group(2));
        }
        return model.matches() && !rest.startsWith("datasets/")
                ? download(model.group(1), model.group(2))
                : "get it first with hf download, and name the file or folder";
    }

    private static String download(String repository, String file) {
        String name = repository.substring(repository.lastIndexOf('/') + 1);
        return got("hf download " + repository + (file == null ? "" : " '" + file + "'") + " --local-dir " + name);
    }

    private static String got(String command) {
        return "get it first, for example by " + command + ", and name what it leaves";
    }
}
