package io.parley.sandbox.phone.content;

/**
 * A file of a message.
 *
 * @param kind image, video, audio, document or sticker
 * @param mediaId id of an upload at Meta; null for a link
 * @param link URL from which the provider loads it; null for an upload
 * @param name file name; null for none
 */
public record ShownFile(String kind, String mediaId, String link, String name) {}
