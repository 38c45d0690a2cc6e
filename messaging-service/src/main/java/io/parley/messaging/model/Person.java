package io.parley.messaging.model;

import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a network reports of a person. Absent members are null; {@code phone} or {@code userId} is set.
 *
 * @param phone number in digits; networks withhold it for people who chose a username
 * @param userId the network's id of the person, scoped to this account
 * @param parentUserId the same for all accounts of one owner
 * @param username chosen by the person
 * @param identityHash changes when the person's keys change
 */
public record Person(String phone, String userId, String parentUserId, String username, String identityHash) {

    /** The id that customers see: the number if known, else the user id. */
    public String id() {
        return phone == null ? userId : phone;
    }

    public Person withPhone(String number) {
        return new Person(number, userId, parentUserId, username, identityHash);
    }

    /** Whether there is data to store besides the number. */
    public boolean isMoreThanANumber() {
        return Stream.of(userId, parentUserId, username, identityHash).anyMatch(Objects::nonNull);
    }
}
