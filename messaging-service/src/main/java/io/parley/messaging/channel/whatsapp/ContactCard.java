package io.parley.messaging.channel.whatsapp;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * An address card: the contract's Contact. Meta's has the same members but {@code ims}, in snake case.
 *
 * @param ims identities on other services: Meta has no member for them, so they travel as addresses among the {@code urls}
 */
record ContactCard(
        LocalDate birthday,
        List<Address> addresses,
        List<Email> emails,

        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
        List<Ims> ims,

        @Valid Name name,
        Organisation org,
        List<Phone> phones,
        List<Url> urls) {

    /** The same with nothing that Meta has no member for. */
    ContactCard asMetaHasIt() {
        var all = Stream.concat(
                        NullableLists.stream(urls), NullableLists.stream(ims).flatMap(Ims::url))
                .toList();
        return new ContactCard(birthday, addresses, emails, null, name, org, phones, all.isEmpty() ? urls : all);
    }

    record Address(
            String city, String country, String countryCode, String state, String street, String type, String zip) {}

    record Email(String email, String type) {}

    record Ims(String service, String userId) {

        /** As {@code aim:mina}, the form that address books use for such identities. */
        private Stream<Url> url() {
            if (userId == null || userId.isBlank()) {
                return Stream.empty();
            }
            var scheme =
                    service == null || service.isBlank() ? "" : service.strip().toLowerCase(Locale.ROOT) + ":";
            return Stream.of(new Url(scheme + userId.strip(), service));
        }
    }

    /** Meta shows {@code formattedName} and wants one of the others beside it. */
    @CompleteName
    record Name(
            String prefix,
            String firstName,
            String middleName,
            String lastName,
            String suffix,
            @NotNull String formattedName) {

        boolean hasPart() {
            return Stream.of(prefix, firstName, middleName, lastName, suffix).anyMatch(Objects::nonNull);
        }
    }

    record Organisation(String company, String department, String title) {}

    record Phone(String phone, String type, String waId) {}

    record Url(String url, String type) {}
}
