package org.graphrestore.reconstruction;

/**
 * A query node.
 *
 * @param index its index
 * @param hash hash of its original id
 * @param degree its degree
 */
public record Query(long index, long hash, long degree) {}
