"""What can be asked, and how: answers as types, services that make them, HTTP that carries them."""
