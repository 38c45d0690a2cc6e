package io.parley.runtime.failure;

import io.parley.runtime.failure.FailureClassifier.Classification;
import io.smallrye.mutiny.CompositeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Classifies and describes failures: the one place that knows the exceptions of the libraries. HTTP responses, retries,
 * logs and delivery attempts ask it.
 */
public final class Failures {
    private static final int MAX_CAUSES = 16;
    /** The classifiers of other modules first: a database client also raises exceptions of Vert.x. */
    private static final List<FailureClassifier> CLASSIFIERS = Stream.concat(
                    ServiceLoader.load(FailureClassifier.class, FailureClassifier.class.getClassLoader()).stream()
                            .map(ServiceLoader.Provider::get),
                    Stream.of(new CommonFailures()))
            .toList();

    private Failures() {}

    /** Returns the kind of a failure, by itself and its causes. {@code null} is {@link FailureKind#UNEXPECTED}. */
    public static FailureKind kindOf(@Nullable Throwable failure) {
        return causes(failure).stream()
                .flatMap(Failures::classify)
                .map(Classification::kind)
                .min(Comparator.naturalOrder())
                .orElse(FailureKind.UNEXPECTED);
    }

    /**
     * Whether a dependency failed. Such failures are expected in operation: a request gets 503 with Retry-After, work is
     * retried, and the log has one line without a stack trace, which would only show the call site.
     */
    public static boolean isOutage(@Nullable Throwable failure) {
        return kindOf(failure).isOutage();
    }

    /**
     * Returns a description such as {@code unknown host} or {@code timeout}; never empty, and never a message that could
     * contain data. Many exceptions of the network have no message, and some have no name either (anonymous classes).
     */
    public static String describe(Throwable failure) {
        var causes = causes(failure);
        return causes.reversed().stream()
                .flatMap(Failures::classify)
                .map(Classification::description)
                .findFirst()
                .orElseGet(() -> name(outermost(causes)));
    }

    private static Stream<Classification> classify(Throwable failure) {
        return CLASSIFIERS.stream()
                .map(classifier -> classifier.classify(failure))
                .flatMap(Optional::stream)
                .limit(1);
    }

    /** Returns the failure, its causes and theirs; of several failures at once those of each. */
    private static List<Throwable> causes(@Nullable Throwable failure) {
        var causes = new ArrayList<Throwable>();
        collect(failure, causes);
        return causes;
    }

    private static void collect(@Nullable Throwable failure, List<Throwable> causes) {
        if (failure == null || causes.size() == MAX_CAUSES) {
            return;
        }
        causes.add(failure);
        if (failure instanceof CompositeException several) {
            several.getCauses().forEach(one -> collect(one, causes));
        } else {
            collect(failure.getCause(), causes);
        }
    }

    private static Throwable outermost(List<Throwable> causes) {
        return causes.stream()
                .filter(Predicate.not(Failures::isWrapper))
                .findFirst()
                .orElse(causes.getFirst());
    }

    private static boolean isWrapper(Throwable failure) {
        return (failure instanceof CompletionException || failure instanceof ExecutionException)
                && failure.getCause() != null;
    }

    /** Returns the nearest class with a name: an anonymous one has none. */
    private static String name(Throwable failure) {
        Class<?> type = failure.getClass();
        while (type.getSimpleName().isEmpty()) {
            type = type.getSuperclass();
        }
        return type.getSimpleName();
    }
}
