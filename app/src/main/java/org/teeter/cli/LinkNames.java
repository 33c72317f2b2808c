package org.teeter.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.teeter.link.Cauchit;
import org.teeter.link.ComplementaryLogLog;
import org.teeter.link.HyperbolicSecant;
import org.teeter.link.Laplace;
import org.teeter.link.Link;
import org.teeter.link.LogLog;
import org.teeter.link.Logistic;
import org.teeter.link.Probit;
import org.teeter.link.StudentT;
import org.teeter.link.Uniform;

/** The links that can be named on the command line and in tables. */
final class LinkNames {
    private static final String STUDENT = "student_t";

    private final Map<String, Link> links = new LinkedHashMap<>();

    LinkNames() {
        for (Link link : new Link[] {
            new Logistic(),
            new Probit(),
            new Cauchit(),
            new Laplace(),
            new HyperbolicSecant(),
            new LogLog(),
            new ComplementaryLogLog(),
            new Uniform()
        }) {
            links.put(link.name(), link);
        }
    }

    /**
     * The link of this name; {@code student_t} takes any degrees of freedom, as in {@code student_t3}.
     *
     * @throws IllegalArgumentException if there is none, with the names there are
     */
    Link named(String name) {
        Link known = links.get(name);
        if (known != null) {
            return known;
        }
        if (name.startsWith(STUDENT)) {
            Link student = new StudentT(Numbers.parse("degrees of freedom", name.substring(STUDENT.length())));
            links.put(name, student);
            return student;
        }
        throw new IllegalArgumentException("link must be one of " + String.join(", ", new TreeSet<>(links.keySet()))
                + " or " + STUDENT + "NU, got " + name);
    }
}
