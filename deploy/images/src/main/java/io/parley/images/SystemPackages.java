package io.parley.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The operating system of the images: files of a few Debian packages, which apt downloads and verifies. There is no
 * shell and no package manager. The packages are listed in {@code /var/lib/dpkg/status.d}, where vulnerability scanners
 * look for them in images without dpkg.
 */
final class SystemPackages {

    /** User and group of the processes. */
    static final int USER = 10001;

    /** The C library and what the JVM links to, time zones, certificate authorities, names of services. */
    private static final List<String> NAMES =
            List.of("base-files", "ca-certificates", "libc6", "libgcc-s1", "netbase", "tzdata", "zlib1g");

    private static final Pattern FIELD = Pattern.compile("(?m)^(Package|Version|Architecture): (.+)$");

    /** Documentation, translations, conversions between character sets of C programs, and scripts. */
    private static final Pattern EXCLUDED = Pattern.compile("usr/share/doc/(?![^/]+/copyright$).*"
            + "|usr/share/(man|lintian|locale|bug|doc-base|info|base-files)/.*|(usr/)?lib/.*/(gconv|audit)/.*"
            + "|usr/share/zoneinfo/(posix|right)/.*|usr/share/ca-certificates/.*|(usr/)?s?bin/.*|etc/(?!os-release|debian_version"
            + "|services|protocols|rpc|ethertypes|networks|host.conf).*|usr/lib/.*/perl.*");

    private final Path work;

    /**
     * A package in the image.
     *
     * @param control its fields, as dpkg prints them
     */
    record Installed(String name, String version, String architecture, String control) {}

    /** @param work folder for downloads and unpacked packages */
    SystemPackages(Path work) {
        this.work = work;
    }

    /** Writes the files of the packages into the folder and returns the packages. */
    List<Installed> install(Path root) {
        ImageFiles.emptied(root);
        var archives = download();
        var unpacked = ImageFiles.emptied(work.resolve("unpacked"));
        for (var archive : archives) {
            ExternalCommand.run(work, List.of("dpkg-deb", "-x", archive.toString(), unpacked.toString()));
        }
        ImageFiles.copyFolder(unpacked, root, included());
        ImageFiles.write(root.resolve("etc/ssl/certs/ca-certificates.crt"), certificates(unpacked));
        writeAccounts(root);
        var packages = archives.stream().map(this::describe).toList();
        packages.forEach(one -> ImageFiles.write(
                root.resolve("var/lib/dpkg/status.d").resolve(one.name()),
                one.control().strip() + "\nStatus: install ok installed\n"));
        return packages;
    }

    /** Downloads the current versions; archives of an earlier build are used if they are the same. */
    private List<Path> download() {
        if (Stream.of("/usr/bin/apt-get", "/usr/bin/dpkg-deb").map(Path::of).anyMatch(Files::notExists)) {
            throw new ImageBuildException("The base of the images is made of Debian packages, which needs apt-get and"
                    + " dpkg-deb. Elsewhere, name an image with a Java runtime: --base eclipse-temurin:25-jre");
        }
        var folder = work.resolve("archives");
        try {
            Files.createDirectories(folder);
            // In another folder: archives that are there already are not printed.
            var uris = ExternalCommand.run(work, aptGet("--print-uris"));
            var wanted = uris.lines().map(SystemPackages::fileName).sorted().toList();
            if (!wanted.stream().map(folder::resolve).allMatch(Files::exists)) {
                ImageFiles.emptied(folder);
                ExternalCommand.run(folder, aptGet("-qq"));
            }
            return wanted.stream().map(folder::resolve).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> aptGet(String option) {
        return Stream.concat(
                        Stream.of(
                                "apt-get",
                                option,
                                "-o",
                                "APT::Sandbox::User=root",
                                "-o",
                                "Acquire::Retries=3",
                                "download"),
                        NAMES.stream())
                .toList();
    }

    /** Lines are {@code 'URI' file size hash}. */
    private static String fileName(String line) {
        var words = line.split(" ");
        if (words.length < 3 || !words[1].endsWith(".deb")) {
            throw new ImageBuildException("apt-get lists no package: " + line);
        }
        return words[1];
    }

    private static Predicate<Path> included() {
        return path -> !EXCLUDED.matcher(path.toString()).matches();
    }

    /** All authorities of Mozilla's list in one file, where OpenSSL's users look; the JVM has its own copy. */
    private static String certificates(Path unpacked) {
        try (var files = Files.walk(unpacked.resolve("usr/share/ca-certificates"))) {
            return files.filter(file -> file.toString().endsWith(".crt"))
                    .sorted()
                    .map(SystemPackages::text)
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip() + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeAccounts(Path root) {
        var etc = root.resolve("etc");
        ImageFiles.write(
                etc.resolve("passwd"),
                "root:x:0:0:root:/:/sbin/nologin\nparley:x:%d:%d:Parley:/app:/sbin/nologin\n".formatted(USER, USER));
        ImageFiles.write(etc.resolve("group"), "root:x:0:\nparley:x:%d:\n".formatted(USER));
        ImageFiles.write(etc.resolve("nsswitch.conf"), "passwd: files\ngroup: files\nhosts: files dns\n");
    }

    private Installed describe(Path archive) {
        var control = ExternalCommand.run(work, List.of("dpkg-deb", "-f", archive.toString()));
        var fields = FIELD.matcher(control)
                .results()
                .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2), (first, second) -> first));
        if (!fields.keySet().containsAll(Arrays.asList("Package", "Version", "Architecture"))) {
            throw new ImageBuildException("Not a Debian package: " + archive);
        }
        return new Installed(fields.get("Package"), fields.get("Version"), fields.get("Architecture"), control);
    }
}
