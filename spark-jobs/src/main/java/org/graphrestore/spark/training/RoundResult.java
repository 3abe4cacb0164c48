package org.graphrestore.spark.training;

import org.graphrestore.skipgram.BucketResult;
import scala.Tuple2;

/** What a task of a round tells the driver; travels as a tuple of a text and numbers. */
record RoundResult(int inputBlock, int contextBlock, BucketResult bucket) {
  Tuple2<String, long[]> pack(String suffix) {
    return new Tuple2<>(
        suffix,
        new long[] {
          inputBlock,
          contextBlock,
          bucket.pairs(),
          Double.doubleToRawLongBits(bucket.lossSum()),
          bucket.lossPairs(),
          bucket.finite() ? 1 : 0
        });
  }

  static RoundResult unpack(Tuple2<String, long[]> packed) {
    long[] numbers = packed._2();
    return new RoundResult(
        (int) numbers[0],
        (int) numbers[1],
        new BucketResult(
            numbers[2], Double.longBitsToDouble(numbers[3]), numbers[4], numbers[5] == 1));
  }
}
