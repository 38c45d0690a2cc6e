package io.parley.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What PostgreSQL wrote to its write-ahead log. After each checkpoint the first change of a page writes the whole page, so
 * changes that are spread over many pages cost more than changes of few.
 *
 * @param amounts records, and bytes of changes and of whole pages
 * @param wholePages number of whole pages by table or index; the partitions count as one
 */
record WalUsage(Map<String, Double> amounts, Map<String, Double> wholePages) {

    private static final String AMOUNTS = """
            select sum(count) as records, sum(record_size) as "bytes of changes", sum(fpi_size) as "bytes of whole pages"
            from pg_get_wal_stats(?::pg_lsn, ?::pg_lsn)""";

    private static final String WHOLE_PAGES = """
            select coalesce(parent.relname, own.relname) as name, count(*) as pages
            from pg_get_wal_block_info(?::pg_lsn, ?::pg_lsn, false) block
              join pg_class own on pg_relation_filenode(own.oid) = block.relfilenode
              left join pg_inherits on inhrelid = own.oid left join pg_class parent on parent.oid = inhparent
            where block.block_fpi_length > 0 and block.relforknumber = 0
            group by 1 order by 2 desc limit 12""";

    /** Returns what was written between two positions of the log. */
    static WalUsage between(String from, String to, Connection database) throws SQLException {
        var amounts = new LinkedHashMap<String, Double>();
        var pages = new LinkedHashMap<String, Double>();
        try (var query = database.prepareStatement(AMOUNTS)) {
            query.setString(1, from);
            query.setString(2, to);
            try (var found = query.executeQuery()) {
                found.next();
                for (var column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    amounts.put(found.getMetaData().getColumnLabel(column), found.getDouble(column));
                }
            }
        }
        try (var query = database.prepareStatement(WHOLE_PAGES)) {
            query.setString(1, from);
            query.setString(2, to);
            try (var found = query.executeQuery()) {
                while (found.next()) {
                    pages.put(found.getString("name"), found.getDouble("pages"));
                }
            }
        }
        return new WalUsage(amounts, pages);
    }

    WalUsage perMessage(long messages) {
        return new WalUsage(divided(amounts, messages), divided(wholePages, messages));
    }

    private static Map<String, Double> divided(Map<String, Double> values, long messages) {
        var shares = new LinkedHashMap<>(values);
        shares.replaceAll((name, value) -> value / Math.max(1, messages));
        return shares;
    }
}
