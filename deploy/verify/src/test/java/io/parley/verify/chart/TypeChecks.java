package io.parley.verify.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.parley.verify.Finding;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Every field of every resource exists in its API and has the right type. */
final class TypeChecks {
    private static final String RULE = "types";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MODELS = "io.kubernetes.client.openapi.models.";

    /** Types with libraries of their own. Unknown fields become additional properties. */
    private static final Map<String, Class<?>> CUSTOM = Map.of(
            "gateway.networking.k8s.io/v1 HTTPRoute", HTTPRoute.class,
            "gateway.networking.k8s.io/v1 Gateway", Gateway.class,
            "monitoring.coreos.com/v1 PodMonitor", PodMonitor.class,
            "monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class,
            "monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class,
            "kafka.strimzi.io/v1 Kafka", Kafka.class,
            "kafka.strimzi.io/v1 KafkaNodePool", KafkaNodePool.class,
            "kafka.strimzi.io/v1 KafkaTopic", KafkaTopic.class,
            "kafka.strimzi.io/v1 KafkaUser", KafkaUser.class);

    /** Types without a library: schemas of ours with the fields that we use. */
    private static final Map<String, String> SCHEMAS = Map.of(
            "keda.sh/v1alpha1 ScaledObject", "/schemas/scaled-object.json",
            "keda.sh/v1alpha1 TriggerAuthentication", "/schemas/trigger-authentication.json",
            "postgresql.cnpg.io/v1 Cluster", "/schemas/cnpg-cluster.json",
            "postgresql.cnpg.io/v1 Database", "/schemas/cnpg-database.json");

    private TypeChecks() {}

    static List<Finding> of(Rendered rendered) {
        return rendered.manifests().stream()
                .flatMap(manifest -> of(manifest).stream())
                .toList();
    }

    static List<Finding> of(Manifest manifest) {
        var type = manifest.apiVersion() + " " + manifest.kind();
        if (CUSTOM.containsKey(type)) {
            return custom(manifest, CUSTOM.get(type));
        }
        if (SCHEMAS.containsKey(type)) {
            return schema(manifest, SCHEMAS.get(type));
        }
        return builtIn(manifest);
    }

    /** The generated classes of Kubernetes' client are named by version and kind, such as {@code V1Deployment}. */
    private static List<Finding> builtIn(Manifest manifest) {
        var version = manifest.apiVersion().replaceAll(".*/", "");
        var name = MODELS + version.substring(0, 1).toUpperCase(Locale.ROOT) + version.substring(1) + manifest.kind();
        try {
            Class.forName(name)
                    .getMethod("validateJsonElement", JsonElement.class)
                    .invoke(null, JsonParser.parseString(manifest.json().toString()));
            return List.of();
        } catch (InvocationTargetException e) {
            return List.of(manifest.finding(RULE, e.getCause().getMessage()));
        } catch (ReflectiveOperationException e) {
            return List.of(manifest.finding(RULE, "no type is known for " + manifest.apiVersion()));
        }
    }

    private static List<Finding> custom(Manifest manifest, Class<?> type) {
        try {
            var read = JSON.treeToValue(manifest.json(), type);
            var unknown = new ArrayList<Finding>();
            compare(
                    manifest.json(),
                    JSON.valueToTree(read),
                    "",
                    path -> unknown.add(manifest.finding(RULE, path + " is not a field of " + type.getSimpleName())));
            AdditionalProperties.of(read)
                    .forEach(field ->
                            unknown.add(manifest.finding(RULE, field + " is not a field of " + type.getSimpleName())));
            return unknown;
        } catch (JsonProcessingException e) {
            return List.of(manifest.finding(RULE, e.getOriginalMessage()));
        }
    }

    /** A field that is lost when it is read and written again does not exist either. */
    private static void compare(JsonNode given, JsonNode read, String path, java.util.function.Consumer<String> lost) {
        given.properties().forEach(entry -> {
            var at = path + "." + entry.getKey();
            if (!read.has(entry.getKey()) && !entry.getValue().isEmpty()) {
                lost.accept(at);
            } else {
                compare(entry.getValue(), read.path(entry.getKey()), at, lost);
            }
        });
    }

    private static List<Finding> schema(Manifest manifest, String resource) {
        return load(resource).validate(manifest.json()).stream()
                .map(error -> manifest.finding(RULE, error.getMessage()))
                .toList();
    }

    private static JsonSchema load(String resource) {
        try (var in = TypeChecks.class.getResourceAsStream(resource)) {
            return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
