package org.teeter.cli;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What words of the command line mean.
 *
 * <p>These are classes, since an archive of JDK 17 holds no lambda of an interface as old as picocli's: a dozen made at each start would
 * take a hundredth of a second.
 */
final class Words {
    private Words() {}

    /** Makes a command line read them so. */
    static CommandLine read(CommandLine line) {
        return line.registerConverter(Path.class, new PathWord())
                .registerConverter(Double.class, new NumberWord())
                .registerConverter(double.class, new NumberWord())
                .registerConverter(Integer.class, new WholeWord())
                .registerConverter(int.class, new WholeWord())
                .registerConverter(long.class, new SeedWord());
    }

    private static final class PathWord implements ITypeConverter<Path> {
        @Override
        public Path convert(String word) {
            try {
                return LocalPath.of(word);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    private static final class NumberWord implements ITypeConverter<Double> {
        @Override
        public Double convert(String word) {
            try {
                return Double.parseDouble(word.strip());
            } catch (NumberFormatException e) {
                throw new TypeConversionException("must be a number, got '" + word + "'");
            }
        }
    }

    private static final class WholeWord implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String word) {
            try {
                return Integer.parseInt(word.strip());
            } catch (NumberFormatException e) {
                throw new TypeConversionException("must be a whole number below 2^31, got '" + word + "'");
            }
        }
    }

    private static final class SeedWord implements ITypeConverter<Long> {
        @Override
        public Long convert(String word) {
            try {
                return Long.parseLong(word.strip());
            } catch (NumberFormatException e) {
                throw new TypeConversionException("must be a whole number below 2^63, got '" + word + "'");
            }
        }
    }
}
