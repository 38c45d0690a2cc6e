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
@TypeKnown
record ViberFile(
        @NotNull @PublicUrl String url,
        @NotNull @Text String filename,
        @JsonAlias("filetype") FileType type) implements TypeKnown.Typed {

    @Override
    public boolean isTypeKnown() {
        return type != null || FileType.of(url).or(() -> FileType.of(filename)).isPresent();
    }

    /** The name with an ending by which phones know what to open it with. */
    String fullName() {
        return FileType.of(filename).isPresent() ? filename : filename + "." + known().extension();
    }

    private FileType known() {
        return type == null ? FileType.of(url).orElseThrow() : type;
    }
}
