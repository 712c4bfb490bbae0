//! The address of the client, behind as many proxies as are ours.
