package io.parley.verify;

/**
 * A rule that a file or a rendered resource breaks. Checks return findings instead of failing, so that one check serves
 * both tests: the repository has none, and a copy with a planted mistake has the expected one.
 *
 * @param rule short name of the rule, such as {@code probes}
 * @param where the file, or the resource as kind/name and a path in it
 * @param problem what is wrong, for the person who repairs it
 */
public record Finding(String rule, String where, String problem) {

    @Override
    public String toString() {
        return rule + ": " + where + ": " + problem;
    }
}
