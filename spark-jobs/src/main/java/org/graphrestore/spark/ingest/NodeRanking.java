package org.graphrestore.spark.ingest;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.SerializableConfiguration;
import org.graphrestore.graph.IdType;
import org.graphrestore.graph.PreparationParams.SelfLoops;
import org.graphrestore.spark.store.StoreManifest.TableFile;
import org.graphrestore.spark.store.TableFileWriter;

/**
 * The second step of ingest: every node gets its rank in the order of (hash, id).
 *
 * <p>Each row mentions two nodes, or one where it has no dst. The mentions are shuffled once, into
 * parts that are fixed ranges of the hash, and sorted there by (hash, id, file, position, end). So
 * a part sees each of its nodes once, in order, and numbers them; the first label it meets is the
 * first by place in the input. It writes two scratch tables: the nodes, and for every mention (row,
 * end) the number of its node, from which edges are put together without a join on ids. The index
 * of a node is its number plus the number of nodes in the parts before.
 */
final class NodeRanking {
  private static final String NODE_SCHEMA =
      "number BIGINT NOT NULL, hash BIGINT NOT NULL, id %s NOT NULL, label STRING,"
          + " type STRING";

  static final String REF_SCHEMA =
      "file INT NOT NULL, position BIGINT NOT NULL, end INT NOT NULL, part INT NOT NULL,"
          + " number BIGINT NOT NULL, relation INT NOT NULL, weight DOUBLE NOT NULL";

  /** A mention of the first node of an edge. */
  static final int SRC = 0;

  /** A mention of the second node of an edge. */
  static final int DST = 1;

  /**
   * A mention by a self-loop that is dropped, or by a row of a node table, which makes a node but
   * no edge.
   */
  private static final int LOOP = 2;

  private static final long MENTIONS_PER_PART = 4_000_000;
  private static final long FEW_MENTIONS = 200_000;

  private NodeRanking() {}

  static String nodeSchema(IdType idType) {
    return String.format(NODE_SCHEMA, idType == IdType.LONG ? "BIGINT" : "STRING");
  }

  /**
   * Returns the number of parts: a power of two that depends on the input only.
   *
   * @param rows number of edges read
   */
  static int parts(long rows) {
    long mentions = 2 * rows;
    long wanted = mentions < FEW_MENTIONS ? 1 : Math.max(4, mentions / MENTIONS_PER_PART);
    return (int) Math.min(1 << 14, Long.highestOneBit(wanted));
  }

  /**
   * Numbers the nodes.
   *
   * @param raw the scratch table of rows, with relations as numbers
   * @param parts number of parts, a power of two
   * @param loops whether edges from a node to itself stay edges
   * @return a report a part, in order; its files are nodes and mentions, its count is nodes
   */
  static List<TaskReport> rank(
      Dataset<Row> raw,
      IdType idType,
      int parts,
      SelfLoops loops,
      Path store,
      Path scratch,
      SerializableConfiguration conf) {
    String part =
        parts == 1
            ? "0"
            // Flipping the sign bit makes the unsigned order the order of signed hashes.
            : "cast(shiftrightunsigned(hash ^ "
                + Long.MIN_VALUE
                + "L, "
                + (Long.SIZE - Integer.numberOfTrailingZeros(parts))
                + ") as int)";
    String alone = loops == SelfLoops.KEEP ? "dst is null" : "dst is null or src = dst";
    Dataset<Row> mentions =
        raw.selectExpr(
                "inline(array("
                    + "named_struct('file', file, 'position', position,"
                    + " 'end', if("
                    + alone
                    + ", "
                    + LOOP
                    + ", "
                    + SRC
                    + "), 'id', src,"
                    + " 'label', if(src = dst, coalesce(src_label, dst_label), src_label),"
                    + " 'relation', relation, 'weight', weight, 'type', type),"
                    + "named_struct('file', file, 'position', position,"
                    + " 'end', if("
                    + alone
                    + ", -1, "
                    + DST
                    + "), 'id', dst, 'label', dst_label,"
                    + " 'relation', 0, 'weight', 0D,"
                    + " 'type', cast(null as string))))")
            .where("end >= 0")
            .selectExpr(
                "xxhash64(cast(id as string)) as hash",
                "id",
                "file",
                "position",
                "end",
                "label",
                "relation",
                "weight",
                "type");
    Dataset<Row> sorted =
        mentions
            .repartitionById(parts, org.apache.spark.sql.functions.expr(part))
            .sortWithinPartitions("hash", "id", "file", "position", "end");
    return InternalRows.of(sorted)
        .mapPartitionsWithIndex(new Numbering(idType, store, scratch, conf), false)
        .collect()
        .stream()
        .map(TaskReport::parse)
        .toList();
  }

  private static final class Numbering
      implements Function2<Integer, Iterator<InternalRow>, Iterator<String>> {
    private static final long serialVersionUID = 1L;

    private final IdType idType;
    private final String store;
    private final String scratch;
    private final SerializableConfiguration conf;

    Numbering(IdType idType, Path store, Path scratch, SerializableConfiguration conf) {
      this.idType = idType;
      this.store = store.toString();
      this.scratch = scratch.toString();
      this.conf = conf;
    }

    @Override
    public Iterator<String> call(Integer part, Iterator<InternalRow> mentions) throws IOException {
      try (TableFileWriter nodes =
              TableFileWriter.createScratch(
                  new Path(scratch, "nodes"), part, nodeSchema(idType), conf.value());
          TableFileWriter refs =
              TableFileWriter.createScratch(
                  new Path(scratch, "refs"), part, REF_SCHEMA, conf.value())) {
        long number = -1;
        long hash = 0;
        byte[] id = null;
        long numericId = 0;
        byte[] label = null;
        byte[] type = null;
        while (mentions.hasNext()) {
          InternalRow row = mentions.next();
          boolean same = number >= 0 && row.getLong(0) == hash;
          if (idType == IdType.LONG) {
            same = same && row.getLong(1) == numericId;
          } else {
            same = same && Arrays.equals(row.getUTF8String(1).getBytes(), id);
          }

          if (!same) {
            node(nodes, number, hash, id, numericId, label, type);
            number++;
            hash = row.getLong(0);
            label = null;
            type = null;
            if (idType == IdType.LONG) {
              numericId = row.getLong(1);
            } else {
              id = row.getUTF8String(1).getBytes();
            }
          }

          if (label == null && !row.isNullAt(5)) {
            label = row.getUTF8String(5).getBytes();
          }

          if (type == null && !row.isNullAt(8)) {
            type = row.getUTF8String(8).getBytes();
          }

          reference(refs, row, part, number);
        }

        node(nodes, number, hash, id, numericId, label, type);
        List<TableFile> files =
            List.of(nodes.finish(new Path(store)), refs.finish(new Path(store)));
        long[] counts = {number + 1};
        return List.of(new TaskReport(part, files, counts, new TreeMap<>(), null).toJson())
            .iterator();
      }
    }

    private void node(
        TableFileWriter nodes,
        long number,
        long hash,
        byte[] id,
        long numericId,
        byte[] label,
        byte[] type)
        throws IOException {
      if (number < 0) {
        return;
      }

      nodes.write(
          number,
          fields -> {
            fields.putLong(0, number);
            fields.putLong(1, hash);
            if (idType == IdType.LONG) {
              fields.putLong(2, numericId);
            } else {
              fields.putText(2, id);
            }

            fields.putText(3, label);
            fields.putText(4, type);
          });
    }

    private static void reference(TableFileWriter refs, InternalRow row, int part, long number)
        throws IOException {
      int end = row.getInt(4);
      if (end == LOOP) {
        return;
      }

      refs.write(
          number,
          fields -> {
            fields.putInt(0, row.getInt(2));
            fields.putLong(1, row.getLong(3));
            fields.putInt(2, end);
            fields.putInt(3, part);
            fields.putLong(4, number);
            fields.putInt(5, row.getInt(6));
            fields.putDouble(6, row.getDouble(7));
          });
    }
  }
}
