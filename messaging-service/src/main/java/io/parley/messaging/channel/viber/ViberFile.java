package io.parley.messaging.channel.viber;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.parley.runtime.validation.PublicUrl;
import io.parley.runtime.validation.Text;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * A document by URL.
 *
 * @param type null if the URL or the name has a known extension
 */
record ViberFile(
        @NotNull @PublicUrl(fetched = true) String url,
        @NotNull @Text String filename,
        @JsonAlias("filetype") @Nullable DocumentType type)
        implements TypedFile {

    @Override
    public boolean isTypeKnown() {
        return type != null
                || DocumentType.of(url).or(() -> DocumentType.of(filename)).isPresent();
    }

    /** The name with a known extension, by which phones select the application to open it. */
    String fullName() {
        return DocumentType.of(filename).isPresent()
                ? filename
                : filename + "." + knownType().extension();
    }

    private DocumentType knownType() {
        return type == null ? DocumentType.of(url).orElseThrow() : type;
    }
}
