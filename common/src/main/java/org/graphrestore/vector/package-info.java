/** Float kernels behind one door, in scalar and SIMD form with the same bits. */
package org.graphrestore.vector;
