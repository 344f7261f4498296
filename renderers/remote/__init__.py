"""Pictures and fonts from the network, where the operator allows it: the only room that opens a connection."""
