package io.parley.messaging.channel.viber;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.parley.runtime.validation.PublicUrl;
import io.parley.runtime.validation.Text;
import jakarta.validation.constraints.NotNull;

/**
 * A document by its address.
 *
 * @param type null if the address or the name tells it
 */
@HasFileType
record ViberFile(
        @NotNull @PublicUrl String url,
        @NotNull @Text String filename,
        @JsonAlias("filetype") DocumentType type) implements HasFileType.Typed {

    @Override
    public boolean isTypeKnown() {
        return type != null
                || DocumentType.of(url).or(() -> DocumentType.of(filename)).isPresent();
    }

    /** The name with an ending by which phones know what to open it with. */
    String fullName() {
        return DocumentType.of(filename).isPresent() ? filename : filename + "." + known().extension();
    }

    private DocumentType known() {
        return type == null ? DocumentType.of(url).orElseThrow() : type;
    }
}
