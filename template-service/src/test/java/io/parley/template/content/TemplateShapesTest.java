package io.parley.template.content;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateShapesTest {

    @Test
    void theFlowsOfAllButtonsAreNamed() throws IOException {
        var components = new ObjectMapper().readTree("""
                [{"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"No"},{"type":"FLOW","text":"A","flow_id":"11"}]},
                 {"type":"CAROUSEL","cards":[{"components":[
                   {"type":"BUTTONS","buttons":[{"type":"FLOW","text":"B","flow_id":22},{"type":"FLOW","text":"C"}]}]}]}]""");

        assertEquals(
                List.of("11", "22"),
                TemplateShapes.of(components, null).flowIds().toList());
    }
}
