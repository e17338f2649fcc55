"""What an influence network is, and where it is kept: types and errors here, stores by their modules."""
