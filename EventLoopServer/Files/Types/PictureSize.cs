namespace EventLoopServer.Files.Types;

/// <summary>The size of a picture in pixels; 0: not known.</summary>
internal readonly record struct PictureSize(int Width, int Height);
