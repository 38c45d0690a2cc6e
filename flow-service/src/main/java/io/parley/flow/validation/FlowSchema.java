package io.parley.flow.validation;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The data of the validator.
 *
 * @param unions member that distinguishes the objects of a union, by its name
 * @param groups lists of components by name
 */
record FlowSchema(
        Versions versions,
        Limits limits,
        Map<String, String> unions,
        Map<String, List<String>> groups,
        Map<String, ShapeSchema> shapes,
        Map<String, ShapeSchema> actions,
        Map<String, ShapeSchema> components) {

    private static final String FOLDER = "/flow-json/";
    private static final FlowSchema STANDARD = read("schema.yaml", FlowSchema.class);

    /**
     * The versions of Flow JSON.
     *
     * @param dataApi first version of Flow JSON by version of the data API
     */
    record Versions(
            Set<FlowVersion> supported,
            Set<FlowVersion> publishable,
            Map<String, FlowVersion> dataApi,
            FlowVersion nestedExpressions,
            FlowVersion screenReferences) {}

    record Limits(int screens, int componentsPerScreen, int branchesPerScreen, int ifDepth) {}

    static FlowSchema standard() {
        return STANDARD;
    }

    /** Reads a file of the validator's data. */
    static <T> T read(String file, Class<T> type) {
        var yaml = YAMLMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                .build();
        try (var data = FlowSchema.class.getResourceAsStream(FOLDER + file)) {
            return yaml.readValue(data, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a shape that a property refers to. */
    ShapeSchema shape(String name) {
        return existing(shapes.get(name), name);
    }

    /** Returns the member that distinguishes the objects of a union. */
    String distinguishingMember(String union) {
        return existing(unions.get(union), union);
    }

    private static <T> T existing(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException("the schema does not define " + name);
        }
        return value;
    }

    /** Returns the objects of a union by the value of their distinguishing member. */
    Map<String, ShapeSchema> union(String name) {
        return name.equals("component") ? components : actions;
    }

    /** Returns names with those of groups in place of the groups. */
    Set<String> expand(List<String> names) {
        var all = new HashSet<String>();
        names.forEach(name -> all.addAll(groups.getOrDefault(name, List.of(name))));
        return all;
    }
}
