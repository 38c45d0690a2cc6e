package io.parley.messaging.channel.whatsapp.content;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.parley.runtime.validation.SelfChecked;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A contact card: the contract's Contact. Meta's format has the same members in snake case, except {@code ims}.
 *
 * @param ims identities on other services: Meta has no member for them, so they are sent as URIs in {@code urls}
 */
public record ContactCard(
        @Nullable LocalDate birthday,
        @Nullable List<Address> addresses,
        @Nullable List<Email> emails,

        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Nullable
        List<Ims> ims,

        @Valid @Nullable Name name,
        @Nullable Organisation org,
        @Nullable List<Phone> phones,
        @Nullable List<Url> urls) {

    /** Returns a copy without members that Meta does not have. */
    public ContactCard forMeta() {
        var all = Stream.concat(
                        NullableLists.stream(urls), NullableLists.stream(ims).flatMap(Ims::url))
                .toList();
        return new ContactCard(birthday, addresses, emails, null, name, org, phones, all.isEmpty() ? urls : all);
    }

    record Address(
            @Nullable String city,
            @Nullable String country,
            @Nullable String countryCode,
            @Nullable String state,
            @Nullable String street,
            @Nullable String type,
            @Nullable String zip) {}

    record Email(@Nullable String email, @Nullable String type) {}

    record Ims(@Nullable String service, @Nullable String userId) {

        /** A URI such as {@code aim:mina}, the format of address books for such identities. */
        private Stream<Url> url() {
            if (userId == null || userId.isBlank()) {
                return Stream.empty();
            }
            var scheme =
                    service == null || service.isBlank() ? "" : service.strip().toLowerCase(Locale.ROOT) + ":";
            return Stream.of(new Url(scheme + userId.strip(), service));
        }
    }

    /** Meta shows {@code formattedName} and requires one of the other members. */
    record Name(
            @Nullable String prefix,
            @Nullable String firstName,
            @Nullable String middleName,
            @Nullable String lastName,
            @Nullable String suffix,
            @NotNull String formattedName)
            implements SelfChecked {

        @Override
        public void check(Report report) {
            if (formattedName != null && !hasPart()) {
                report.violation(
                        "needs one of prefix, firstName, middleName, lastName and suffix besides formattedName");
            }
        }

        private boolean hasPart() {
            return Stream.of(prefix, firstName, middleName, lastName, suffix).anyMatch(Objects::nonNull);
        }
    }

    record Organisation(
            @Nullable String company,
            @Nullable String department,
            @Nullable String title) {}

    record Phone(
            @Nullable String phone,
            @Nullable String type,
            @Nullable String waId) {}

    record Url(@Nullable String url, @Nullable String type) {}
}
