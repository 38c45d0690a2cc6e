package io.parley.messaging.channel;

import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a network tells of a person. Members are null where it says nothing; one of the first two is there.
 *
 * @param phone number in digits; networks keep it back of people who are known by a name of their choice
 * @param userId the network's id of the person, as this account sees it
 * @param parentUserId the same for all accounts of one owner
 * @param username the name of the person's choice
 * @param identityHash changes when the person's keys do
 */
public record Person(String phone, String userId, String parentUserId, String username, String identityHash) {

    /** How customers know the person: the number if there is one. */
    public String id() {
        return phone == null ? userId : phone;
    }

    public Person withPhone(String number) {
        return new Person(number, userId, parentUserId, username, identityHash);
    }

    /** Whether there is anything to remember beside the number. */
    public boolean isMoreThanANumber() {
        return Stream.of(userId, parentUserId, username, identityHash).anyMatch(Objects::nonNull);
    }
}
