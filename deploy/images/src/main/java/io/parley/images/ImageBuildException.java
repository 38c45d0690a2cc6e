package io.parley.images;

/** An image cannot be built; the message is for the person who builds it. */
final class ImageBuildException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ImageBuildException(String message) {
        super(message);
    }

    ImageBuildException(String message, Throwable cause) {
        super(message, cause);
    }
}
