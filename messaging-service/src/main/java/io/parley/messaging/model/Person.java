package io.parley.messaging.model;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a network reports of a person. Absent members are null; {@code phone} or {@code userId} is set.
 *
 * @param phone number in digits; networks withhold it for people who chose a username
 * @param userId the network's id of the person, scoped to this account
 * @param parentUserId the same for all accounts of one owner
 * @param username chosen by the person
 * @param identityHash changes when the person's keys change
 */
public record Person(
        @Nullable String phone,
        @Nullable String userId,
        @Nullable String parentUserId,
        @Nullable String username,
        @Nullable String identityHash) {

    /** Whether it has what {@link #id} returns: webhooks can lack both. */
    public boolean isIdentified() {
        return phone != null || userId != null;
    }

    /** The id that customers see: the number if known, else the user id. */
    public String id() {
        return phone == null ? Objects.requireNonNull(userId, "a person has a number or a user id") : phone;
    }

    public Person withPhone(String number) {
        return new Person(number, userId, parentUserId, username, identityHash);
    }

    /** Whether there is data to store besides the number. */
    public boolean isMoreThanANumber() {
        return Stream.of(userId, parentUserId, username, identityHash).anyMatch(Objects::nonNull);
    }
}
