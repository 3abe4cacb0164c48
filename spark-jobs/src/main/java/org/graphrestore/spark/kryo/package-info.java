/** What Kryo may write: one list of classes and their serializers. */
package org.graphrestore.spark.kryo;
