package io.parley.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerTableTest {

    @Test
    void figuresAreMediansWithRangesInTheColumnsOfTheHead() {
        var figures = new PeerFigures();
        figures.toSmsc().addAll(List.of(900.0, 1000.0, 1100.0));
        figures.toCallback().addAll(List.of(700.0, 800.0, 900.0));
        figures.cpuMicros().add(Map.of("bearerbox", 100.0, "smsbox", 50.0));
        figures.megabytes().add(20.4);

        var row = PeerTable.figures("Kannel, spool", "written, not synced", figures);

        assertEquals(
                "Kannel, spool | 1000 [900 to 1100] | 800 [700 to 900] | 150 [150 to 150] | 20 | written, not synced",
                columns(row));
        for (var head : PeerTable.figuresHead()) {
            assertEquals(row.indexOf("1000"), head.indexOf(head.contains("SMSC") ? "to the SMSC" : "messages/s"));
        }
    }

    @Test
    void ratiosAreThoseOfNeighbouringRounds() {
        var toSmsc = new Rounds(List.of(100.0, 300.0), List.of(200.0, 600.0));
        var toCallback = new Rounds(List.of(10.0), List.of(40.0));

        assertEquals(
                "Kannel, spool | 0.50 | 0.25 | 8.00",
                columns(PeerTable.ratios("Kannel, spool", toSmsc, toCallback, 8)));
    }

    @Test
    void killsAreOneRow() {
        var result = new KillResult("Kannel, spool", "bearerbox", 3, 4000, 1, 2, 30, 4);

        assertEquals("Kannel, spool | bearerbox | 3 | 4000 | 1 | 2 | 30: 4", columns(PeerTable.kills(result)));
    }

    private static String columns(String row) {
        return row.strip().replaceAll(" {2,}", " | ");
    }
}
