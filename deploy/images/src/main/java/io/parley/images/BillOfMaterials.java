package io.parley.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.License;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.parsers.JsonParser;

/**
 * Bill of materials of an image (CycloneDX): the libraries as Maven's plugin lists them with their licenses and
 * dependencies, limited to those whose jar is in the image, the Debian packages, and the Java runtime.
 */
final class BillOfMaterials {

    private static final Version FORMAT = Version.VERSION_16;

    private final Bom bom;

    private BillOfMaterials(Bom bom) {
        this.bom = bom;
    }

    /** Reads the list that cyclonedx-maven-plugin wrote for a module. */
    static BillOfMaterials read(Path file) {
        try {
            return new BillOfMaterials(new JsonParser().parse(file.toFile()));
        } catch (ParseException e) {
            throw new ImageBuildException("Cannot read " + file + "; ./dev images writes it. " + e.getMessage(), e);
        }
    }

    /** Returns the version of the module. */
    String version() {
        return module().getVersion();
    }

    /** Returns the description of the module. */
    String description() {
        return module().getDescription();
    }

    /** Returns the license of the module, as an SPDX identifier. */
    String license() {
        return module().getLicenses().getLicenses().stream().map(License::getId).collect(Collectors.joining(" OR "));
    }

    private Component module() {
        return bom.getMetadata().getComponent();
    }

    /**
     * Removes the libraries that are not in the image.
     *
     * @throws ImageBuildException if a jar in the image is not listed
     */
    BillOfMaterials limitedTo(Path folder) {
        var components = byFileName();
        var kept = new HashSet<String>();
        var unlisted = new TreeSet<String>();
        for (var jar : jars(folder)) {
            var component = components.get(jar);
            if (component == null) {
                unlisted.add(jar);
            } else {
                kept.add(component.getBomRef());
            }
        }
        if (!unlisted.isEmpty()) {
            throw new ImageBuildException("Libraries without an entry in the bill of materials: " + unlisted);
        }
        bom.getComponents().removeIf(component -> !kept.contains(component.getBomRef()));
        kept.add(module().getBomRef());
        removeDependencies(kept);
        return this;
    }

    private void removeDependencies(Set<String> kept) {
        bom.getDependencies().removeIf(dependency -> !kept.contains(dependency.getRef()));
        for (var dependency : bom.getDependencies()) {
            if (dependency.getDependencies() != null) {
                dependency.getDependencies().removeIf(other -> !kept.contains(other.getRef()));
            }
        }
    }

    /** The jars of Quarkus' folders are named by group and artifact, those of other programs by the artifact. */
    private Map<String, Component> byFileName() {
        var names = new HashMap<String, Component>();
        for (var component : bom.getComponents()) {
            var file = component.getName() + "-" + component.getVersion() + classifier(component) + ".jar";
            names.put(file, component);
            names.put(component.getGroup() + "." + file, component);
        }
        return names;
    }

    private static String classifier(Component component) {
        var key = "classifier=";
        var purl = component.getPurl();
        var from = purl.indexOf(key);
        return from < 0 ? "" : "-" + purl.substring(from + key.length()).replaceAll("&.*", "");
    }

    private static Set<String> jars(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds packages of Debian. */
    BillOfMaterials with(Collection<SystemPackages.Installed> packages) {
        for (var one : packages) {
            var component = component(Component.Type.LIBRARY, one.name(), one.version());
            identify(
                    component,
                    "pkg:deb/debian/%s@%s?arch=%s"
                            .formatted(
                                    one.name(),
                                    one.version().replace("+", "%2B").replace(":", "%3A"),
                                    one.architecture()));
        }
        return this;
    }

    /** Adds the Java runtime of the JDK that runs this program. */
    BillOfMaterials withJavaRuntime() {
        var vendor = System.getProperty("java.vendor");
        var component = component(
                Component.Type.PLATFORM, "java-runtime", Runtime.version().toString());
        component.setPublisher(vendor);
        component.setDescription("Java runtime linked from the JDK of " + vendor);
        var license = new License();
        license.setId("GPL-2.0-with-classpath-exception");
        var choice = new LicenseChoice();
        choice.setLicenses(List.of(license));
        component.setLicenses(choice);
        identify(
                component,
                "pkg:generic/java-runtime@" + Runtime.version().toString().replace("+", "%2B"));
        return this;
    }

    private static void identify(Component component, String purl) {
        component.setPurl(purl);
        component.setBomRef(purl);
    }

    private Component component(Component.Type type, String name, String version) {
        var component = new Component();
        component.setType(type);
        component.setName(name);
        component.setVersion(version);
        bom.addComponent(component);
        return component;
    }

    /** Returns the list as JSON for an image of this source. */
    String json(SourceRevision revision) {
        bom.getMetadata().setTimestamp(Date.from(revision.time()));
        bom.setComponents(new ArrayList<>(bom.getComponents()));
        try {
            return BomGeneratorFactory.createJson(FORMAT, bom).toJsonString() + "\n";
        } catch (GeneratorException e) {
            throw new ImageBuildException("Cannot write the bill of materials: " + e.getMessage(), e);
        }
    }
}
