package org.graphrestore.spark.store.exchange;

import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;

/**
 * Hadoop's lines of raw bytes, with one difference: no compressed file is split, so that the key of
 * a line is always its offset in the decompressed file. Public, as Hadoop makes it by reflection.
 */
public final class LabelTextFormat extends TextInputFormat {
  @Override
  protected boolean isSplitable(JobContext context, Path file) {
    return new CompressionCodecFactory(context.getConfiguration()).getCodec(file) == null;
  }
}
