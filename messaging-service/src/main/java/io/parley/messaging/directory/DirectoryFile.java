package io.parley.messaging.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.parley.model.Scope;
import io.parley.model.Violation;
import io.parley.runtime.json.StrictJson;
import io.parley.runtime.json.Violations;
import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.validation.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The declarative directory file. Validated as strictly as a request; violations stop the start with one message that
 * names every field.
 */
record DirectoryFile(List<@Valid Account> accounts) {

    /**
     * An account with its entries; existing entries that the file does not contain are not changed.
     *
     * @param id identifies the account; the name does if it is left out
     */
    record Account(
            @Nullable UUID id,
            @NotNull @Text(max = 256) String name,
            List<@Valid Key> keys,
            List<@Valid WhatsAppAccountRequest> whatsappAccounts,
            List<@Valid SenderRequest> senders) {

        Account {
            keys = orEmpty(keys);
            whatsappAccounts = orEmpty(whatsappAccounts);
            senders = orEmpty(senders);
        }
    }

    /**
     * A key in clear text; only its hash is stored.
     *
     * @param scopes all scopes if left out
     */
    record Key(
            @NotNull String key,
            @Text(max = 256) @Nullable String name,
            @Nullable List<Scope> scopes,
            @Nullable Instant expiresAt) {

        KeyRequest request() {
            return new KeyRequest(name, scopes, expiresAt);
        }

        @Override
        public String toString() {
            return "Key[" + name + "]";
        }
    }

    DirectoryFile {
        accounts = orEmpty(accounts);
    }

    static DirectoryFile read(Path path, StrictJson json) {
        var violations = new Violations();
        var file = bind(path, json, violations);
        rejectIfAny(path, violations);
        return Objects.requireNonNull(file, "bound without violations");
    }

    /** Stops the start if there are violations. */
    static void rejectIfAny(Path path, Violations violations) {
        if (!violations.isEmpty()) {
            throw new IllegalStateException("The directory file " + path + " cannot be used: "
                    + violations.list().stream().map(DirectoryFile::text).collect(Collectors.joining("; ")));
        }
    }

    private static @Nullable DirectoryFile bind(Path path, StrictJson json, Violations violations) {
        try {
            return json.bind(tree(path), DirectoryFile.class, "", violations);
        } catch (ProblemException e) {
            throw new IllegalStateException(
                    "The directory file " + path + " must have a list of accounts in the member accounts", e);
        } catch (IOException e) {
            throw new IllegalStateException("The directory file " + path + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static JsonNode tree(Path path) throws IOException {
        var mapper = new YAMLMapper();
        var tree = mapper.readTree(Files.readAllBytes(path));
        return tree == null || tree.isMissingNode() || tree.isNull() ? mapper.createObjectNode() : tree;
    }

    private static String text(Violation violation) {
        var hint = violation.message().equals("must be a string") ? " (put numbers in quotes)" : "";
        return violation.field() + " " + violation.message() + hint;
    }

    private static <T> List<T> orEmpty(@Nullable List<T> given) {
        return given == null ? List.of() : given;
    }
}
