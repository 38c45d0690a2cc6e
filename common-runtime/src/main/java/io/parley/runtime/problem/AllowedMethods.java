package io.parley.runtime.problem;

import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** Looks up the methods of a path for the header {@code Allow}, which the framework omits from its 405. */
@Provider
@Singleton
public class AllowedMethods implements DynamicFeature {
    private static final Pattern PARAMETER = Pattern.compile("\\{\\s*[^:}]+(?::((?:[^{}]|\\{[^{}]*})+))?}");

    private final List<Route> routes = new CopyOnWriteArrayList<>();

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        var method = resource.getResourceMethod();
        verb(method).ifPresent(verb -> routes.add(new Route(pattern(resource.getResourceClass(), method), verb)));
    }

    String on(String path) {
        var plain = segments(path);
        var verbs = new TreeSet<String>();
        routes.stream()
                .filter(route -> route.path().matcher(plain).matches())
                .map(Route::verb)
                .forEach(verbs::add);
        if (verbs.contains("GET")) {
            verbs.add("HEAD");
        }
        verbs.add("OPTIONS");
        return String.join(", ", verbs);
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(found -> found != null)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static Pattern pattern(Class<?> resource, Method method) {
        var template =
                segments(path(resource.getAnnotation(Path.class)) + "/" + path(method.getAnnotation(Path.class)));
        var regex = new StringBuilder();
        var matcher = PARAMETER.matcher(template);
        var from = 0;
        while (matcher.find()) {
            regex.append(Pattern.quote(template.substring(from, matcher.start())));
            regex.append(
                    matcher.group(1) == null
                            ? "[^/]+"
                            : "(?:" + matcher.group(1).strip() + ")");
            from = matcher.end();
        }
        return Pattern.compile(
                regex.append(Pattern.quote(template.substring(from))).toString());
    }

    private static String path(Path path) {
        return path == null ? "" : path.value();
    }

    private static String segments(String path) {
        var plain = path.replaceAll("/+", "/");
        plain = plain.startsWith("/") ? plain : "/" + plain;
        return plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    }

    private record Route(Pattern path, String verb) {}
}
