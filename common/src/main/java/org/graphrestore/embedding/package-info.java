/** Blocks of vectors, and the file formats that vectors come in and leave in. */
package org.graphrestore.embedding;
